"""Agreement texts in four styles and a resolution: who owes what, by when, of what kind, at which point."""

import pytest

from servanda.codebook import load
from servanda.model import Claim, Document, digest_text
from servanda.read import read_document
from servanda.text.tokens import load_parser

ARTICLES = """AGREEMENT ON THE GOVERNANCE OF THE TRANSITION

Preamble

We the Parties, comprising of the Government of Mali, the Coordination of Azawad Movements (CMA), collectively referred to as the Parties, do hereby agree as follows:

Article 1
Government

1. The Parties shall form a joint government within 30 days of the signature.
2. The powers and functions of the President of Mali shall be to:
(a) appoint the ministers;
(b) convene the assembly.
3. The government of Mali shall review the following laws:
(a) The Harbour Act, 2004;
(b) The Land Act, 2009.
4. The Parties shall plan and execute a joint patrol.
5. All detainees shall be released by 1 March 2024.

Done at Bamako on 1 February 2024.
"""
STATEMENT = """Statement by the President of Chad and the President of Niger

The President of Chad and the President of Niger declare the following:

1. A complete ceasefire is introduced along the border from 5 May 2022.
2. The district of Kouba is returned to Niger by 20 May 2022.
3. Chad will withdraw its troops from the valley by 1 June 2022.
4. The parties exchange all prisoners of war.
"""
COMMUNIQUE = """Joint communiqué

The foreign ministers of Kenya and Uganda met in Nairobi on 3 May 2023.

Kenya will reopen the crossing at Busia by 1 July 2023.

Both governments agreed to establish a joint commission.

Uganda undertakes to release the fishermen within two weeks.
"""
CEASEFIRE = """CEASEFIRE AGREEMENT
between the Government of Sudan and the Justice and Equality Movement

1. Cessation of all hostilities as of 00:00 on 4 June 2021.
2. Withdrawal of heavy weapons from the town of Kutum by 10 June 2021.
3. Exchange of prisoners under the supervision of the African Union.
4. The Justice and Equality Movement shall not recruit children.
"""
RESOLUTION = """Resolution 9 (2031)

The Security Council,

Recalling its earlier resolutions,

1. Decides that all States shall prevent the sale of arms to Libya;

2. Requests the Secretary-General to report to the Council by 3 May 2031;

3. Calls upon Chad and Niger to resume talks, and requests Mali to open its border;

4. Demands that Sudan withdraw its forces and release all prisoners;

5. Welcomes the arrival of the observers;

6. Authorizes the mission to use force;

7. Decides to extend the mandate of the mission for six months.
"""


def _read(text: str) -> dict[str, list[Claim]]:
    document = Document(id=digest_text(text), kind="agreement", language="en", text=text)
    found: dict[str, list[Claim]] = {}
    for claim in read_document(document, load(), load_parser()).claims:
        if claim.kind == "commitment":
            found.setdefault(claim.first("point") or "", []).append(claim)
    return found


@pytest.fixture(scope="module")
def styles() -> dict[str, dict[str, list[Claim]]]:
    texts = {
        "articles": ARTICLES,
        "statement": STATEMENT,
        "communiqué": COMMUNIQUE,
        "ceasefire": CEASEFIRE,
        "resolution": RESOLUTION,
    }
    return {name: _read(text) for name, text in texts.items()}


@pytest.mark.parametrize(
    ("style", "point", "obligors", "act", "deadline"),
    [
        ("articles", "1.1", ["Mali", "Coordination of Azawad Movements"], "form", "2024-03-02"),
        ("articles", "1.2.a", ["President of Mali"], "appoint", None),
        ("articles", "1.2.b", ["President of Mali"], "convene", None),
        ("articles", "1.3.a", ["Mali"], "review", None),
        ("articles", "1.5", [], "release", "2024-03-01"),
        ("statement", "2", [], "return", "2022-05-20"),
        ("statement", "3", ["Chad"], "withdraw", "2022-06-01"),
        ("ceasefire", "2", [], "withdrawal", "2021-06-10"),
        ("ceasefire", "4", ["Justice and Equality Movement"], "recruit", None),
        ("resolution", "2", ["Secretary-General of United Nations"], "report", "2031-05-03"),
        ("resolution", "4", ["Sudan"], "withdraw", None),
        ("resolution", "7", ["United Nations Security Council"], "extend", None),
    ],
)
def test_who_owes_what_by_when(
    styles: dict[str, dict[str, list[Claim]]],
    style: str,
    point: str,
    obligors: list[str],
    act: str,
    deadline: str | None,
) -> None:
    claim = styles[style][point][0]
    assert [v for v in claim.values("obligor") if v] == obligors
    assert (claim.first("act") or "").lower().startswith(act)
    assert claim.first("deadline") == deadline


def test_both_verbs_are_kept(styles: dict[str, dict[str, list[Claim]]]) -> None:
    acts = " ".join(c.first("act") or "" for c in styles["articles"]["1.4"])
    assert "plan" in acts
    assert "execute" in acts
    assert [c.first("act") for c in styles["resolution"]["4"]] == ["withdraw forces", "release prisoners"]


def test_laws_in_a_list_are_told_one_by_one(styles: dict[str, dict[str, list[Claim]]]) -> None:
    assert len(styles["articles"]["1.3.a"]) == len(styles["articles"]["1.3.b"]) == 1
    assert "1.3" not in styles["articles"]


def test_unnumbered_paragraphs_bind(styles: dict[str, dict[str, list[Claim]]]) -> None:
    found = {
        (v, c.first("act")) for cs in styles["communiqué"].values() for c in cs for v in c.values("obligor")
    }
    assert {("Kenya", "reopen crossing"), ("Uganda", "release fishermen")} <= found


@pytest.mark.parametrize(
    ("point", "code", "force"),
    [
        ("1", "obligation", "agreed"),
        ("2", "obligation", "agreed"),
        ("3", "obligation", "proposed"),
        ("4", "obligation", "agreed"),
        ("6", "permission", "agreed"),
    ],
)
def test_what_a_resolution_binds_asks_and_urges(
    styles: dict[str, dict[str, list[Claim]]], point: str, code: str, force: str
) -> None:
    claim = styles["resolution"][point][0]
    assert (claim.code, claim.force) == (code, force)
    assert [v.value for v in claim.said_by] == ["United Nations Security Council"]


def test_those_asked_owe_it(styles: dict[str, dict[str, list[Claim]]]) -> None:
    asked = {(v, c.force) for c in styles["resolution"]["3"] for v in c.values("obligor")}
    assert asked == {("Chad", "proposed"), ("Niger", "proposed"), ("Mali", "agreed")}
    assert [v.text for v in styles["resolution"]["1"][0].roles["obligor"]] == ["all States"]


def test_a_welcome_binds_nobody(styles: dict[str, dict[str, list[Claim]]]) -> None:
    assert "5" not in styles["resolution"]
