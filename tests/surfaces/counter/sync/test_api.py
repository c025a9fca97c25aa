"""Requests of the protocol: their paths, their limits, and what an answer is taken for."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey
ASK = """async (module, [name, given, answer]) => {
  const asked = [];
  const request = async (...all) => { asked.push(all); if (answer === null) throw new Error("cut"); return answer; };
  const api = module.createApi({request}, async (purpose, text) => `${purpose} signed ${text}`);
  try {
    return {asked, body: await api[name](...given)};
  } catch (error) {
    return {asked, error: error.name, status: error.status ?? null, problem: error.problem?.type ?? null};
  }
}"""


def ask(run: Run, name: str, given: list[Any], answer: dict[str, Any] | None) -> Any:
    return run("sync/api.js", ASK, [name, given, answer])


def test_the_first_copy_asks_without_a_place(run: Run) -> None:
    found = ask(run, "feed", [None, None], {"status": 200, "body": {"cursor": None}})
    assert found["asked"] == [["GET", "feed?", None, 60_000, ""]]
    later = ask(run, "feed", ["41", "c2"], {"status": 204, "body": None})
    assert (later["asked"][0][1], later["body"]) == ("feed?after=41&cursor=c2", None)


def test_a_check_waits_half_a_second_at_most(run: Run) -> None:
    found = ask(run, "check", [{"lines": []}], {"status": 200, "body": {}})
    assert found["asked"] == [["POST", "check", '{"lines":[]}', 500, ""]]


def test_a_push_is_signed_as_it_is_sent(run: Run) -> None:
    found = ask(run, "push", [{"sales": []}], {"status": 200, "body": {}})
    [[_method, path, text, _limit, signature]] = found["asked"]
    assert (path, text, signature) == ("push", '{"sales":[]}', 'push signed {"sales":[]}')


def test_a_problem_is_a_refusal(run: Run) -> None:
    answer = {"status": 401, "body": {"type": "organisation.terminal_not_paired"}}
    found = ask(run, "push", [{}], answer)
    assert (found["error"], found["status"], found["problem"]) == (
        "Refused",
        401,
        "organisation.terminal_not_paired",
    )


def test_each_answer_tells_the_servers_time(run: Run) -> None:
    told = """async (module, answers) => {
      const heard = [];
      const api = module.createApi({request: async () => answers.shift()}, async () => "", (at) => heard.push(at));
      for (let n = answers.length; n > 0; n -= 1) await api.push({}).catch(() => null);
      return heard;
    }"""
    answers = [
        {"status": 204, "body": None, "at": 1},
        {"status": 422, "body": {}, "at": 2},
        {"status": 200, "body": {}},
    ]
    assert run("sync/api.js", told, answers) == [1, 2]


@pytest.mark.parametrize(
    "answer", [None, {"status": 502, "body": None}, {"status": 503, "body": {}}]
)
def test_no_answer_and_a_server_away_are_the_same(run: Run, answer: dict[str, Any] | None) -> None:
    assert ask(run, "push", [{}], answer)["error"] == "Unreachable"
