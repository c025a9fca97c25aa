// What a phone keeps of the counts: what the server told last, and what waits to be sent.

const opened = new Promise((resolve, reject) => {
  const asked = indexedDB.open("theriac-counting", 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore("told");
    asked.result.createObjectStore("entries", { keyPath: "id" });
  };
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});

async function inStore(name, mode, act) {
  const database = await opened;
  return new Promise((resolve, reject) => {
    const work = database.transaction(name, mode, { durability: "strict" });
    const asked = act(work.objectStore(name));
    work.oncomplete = () => resolve(asked?.result);
    work.onerror = work.onabort = () => reject(work.error);
  });
}

export const kept = () => inStore("told", "readonly", (store) => store.get("now"));
export const keep = (told) => inStore("told", "readwrite", (store) => store.put(told, "now"));
export const entries = () => inStore("entries", "readonly", (store) => store.getAll());
export const put = (entry) => inStore("entries", "readwrite", (store) => store.put(entry));
export const drop = (id) => inStore("entries", "readwrite", (store) => store.delete(id));
