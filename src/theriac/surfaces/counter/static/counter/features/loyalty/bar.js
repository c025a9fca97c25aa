/** Over the sum: whose points the basket earns, how many, and the way out. */
import { html, useLayoutEffect } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { earned, eligible, memberOf, spacedCard } from "../../domain/loyalty.js";
import { Icon } from "../shell/icon.js";

export function MemberBar() {
  const words = useWords();
  const { t } = words;
  const app = useApp();
  const number = useSelect((state) => state.basket.member ?? "");
  const known = useSelect((state) => state.member);
  const rows = useSelect((state) => state.assessed.lines);
  const member = memberOf({ basket: { member: number }, member: known });
  const isUnheard = Boolean(number) && member?.program === null && !member.alone;
  useLayoutEffect(() => {
    if (isUnheard) app.run("look_member");
  }, [number, isUnheard]);
  if (!member) return null;
  return html`<div class="t-notice t-notice-note" role="status" data-member><${Icon} name="star" />
    <div class="t-notice-title">${t("member.bar", { number: spacedCard(member.number) })}</div>
    <div class="t-notice-text">${standing(member, rows, words)}</div>
    <div class="t-notice-acts"><button class="btn btn-plain btn-sm" type="button"
      onClick=${() => app.run("forget_member")}>${t("member.forget")}</button></div></div>`;
}

function standing(member, rows, { t, number }) {
  if (member.state && member.state !== "active") return t("member.blocked");
  if (!member.program) return t("member.unheard");
  if (!member.program.is_on) return t("member.off");
  const points = earned(member.program, eligible(member.program, rows), 0);
  const told = { points: number(member.points), earned: number(points) };
  return t(member.alone ? "member.points.alone" : "member.points", told);
}
