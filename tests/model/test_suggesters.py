"""What the rules suggest in sentences of every kind: claims, sources, agents, words of checking."""

import pytest

from model import settings
from model.suggesting import suggest


def found(text, label):
    return [text[one.start : one.end] for one in suggest(text).spans if one.label == label]


CLAIMS = {
    "The bridge was closed, Kyiv said on Monday.": ["The bridge was closed"],
    "Kyiv said on Monday that the bridge was closed.": ["the bridge was closed"],
    "Earlier on Sunday, the bridge was closed, said Ana Roe, a mayor.": ["the bridge was closed"],
    "According to Kyiv, the bridge was closed.": ["the bridge was closed"],
    "“The bridge was closed. And it burned,” Ana Roe told reporters.":
        ["The bridge was closed", "it burned"],
    "The fire, 'the worst ever', killed 12 people, police said, adding that three were missing.":
        ["The fire, 'the worst ever', killed 12 people", "three were missing"],
    "Ukraine claims to control more than 1,000 square kilometers.":
        ["to control more than 1,000 square kilometers"],
    "Boeing has agreed to pay $1.1 billion, court documents show.":
        ["Boeing has agreed to pay $1.1 billion"],
    "He claimed, without giving evidence, that the vote was rigged.": ["the vote was rigged"],
    "The company denied wrongdoing and said it would appeal.": ["it would appeal"],
    "Asked about it, a spokesman replied: \"We will see.\"": ["We will see"],
    "The ministry disputes reports that it delayed the vote for three weeks.":
        ["it delayed the vote for three weeks"],
    "LONDON, Oct 9 (Agency) - Shares fell 3%.": ["Shares fell 3%"],
    "The minister declined to comment.": [],
    "The figures could not be independently verified.": [],
    "The plan, Bell said, would cost 5 million euros.":
        ["The plan, Bell said, would cost 5 million euros"],
    "In a statement Weir Town Council said: “We were shocked by it.”": ["We were shocked by it"],
    "The report notes that the council did consult users.": ["the council did consult users"],
    "Analysts say investors are holding back.": ["investors are holding back"],
    "She told the coroner the dose was 40 times the limit.":
        ["the dose was 40 times the limit"],
    "The report that the bridge fell is false.": ["the bridge fell"],
    "A man was killed when a tree fell on his car, Marshal David Souther said, CNN reported.": [
        "A man was killed when a tree fell on his car, Marshal David Souther said",
        "A man was killed when a tree fell on his car",
    ],
    "He did not provide further information.": [],
    "Mara Lind accused the board of hiding the cost, and left.": ["hiding the cost"],
    "Residents were told that the water was safe.": ["the water was safe"],
    "The mayor's claim that the bridge was safe was contradicted by engineers.":
        ["the bridge was safe"],
    "Reports on social media that the dam had burst are untrue, the agency said.":
        ["the dam had burst"],
    "Engineers have questioned whether the bridge can be saved.": ["the bridge can be saved"],
    "It is not true that patients were turned away, the director said.":
        ["patients were turned away"],
    "It was not true, she told the court, that they had met.": ["they had met"],
    "The firm denied that it had paid anyone.": ["it had paid anyone"],
    "The surgeon gave evidence that two valves had failed.": ["two valves had failed"],
    "The bank warned of losses of $40m.": ["losses of $40m"],
    "The figures persuaded brokers that rates would rise.":
        ["The figures persuaded brokers that rates would rise", "rates would rise"],
    "“Why did nobody come?” she said. “We waited for nine hours.”": ["We waited for nine hours"],
    "Why did nobody come?": [],
    "That account is disputed.": [],
    "16:58 Three boats are missing, the coastguard says.": ["Three boats are missing"],
    "The editor asked not to be named.": [],
    "In a letter read to the court, he said that he had lied.": ["he had lied"],
    "He had never, he said, met the minister.": ["He had never, he said, met the minister"],
    "Ana Roe (Green, Weir ward), who chairs the panel, said the money was gone.":
        ["the money was gone"],
    "He admitted deleting the file and was suspended.": ["deleting the file"],
    "Finance Minister Ana Roe: “We will not raise taxes.”": ["We will not raise taxes"],
    "Police: three men were held.": ["three men were held"],
    "Roe said a quarter of it had gone to agents, something Bell did not contest.":
        ["a quarter of it had gone to agents"],
    "Roe said she would leave, a suggestion her aides have denied.": ["she would leave"],
    "Roe, who denied that it had rained, later said that it snowed.":
        ["it had rained", "it snowed"],
    "Both said they held the hill, after a night of shelling that medics said killed 26 people.":
        ["they held the hill", "killed 26 people"],
    "Bell said the road was open, and Norway has offered help.":
        ["the road was open"],
    "Roe said he was sure, but the bureau would neither confirm nor rule out arrests.":
        ["he was sure"],
    "Under the league's cost rules, clubs may lose $5 million.": ["clubs may lose $5 million"],
    "Under its own rules, section 4.2, anything above $250 goes to three bidders.":
        ["anything above $250 goes to three bidders"],
    "When the second flood came down the valley on 14 November, 26 people were killed.":
        ["26 people were killed"],
    "At the showground, where 640 people sleep on beds, the water is two metres deep.":
        ["the water is two metres deep"],
    "That account was challenged by the trust, which represents 11,000 fans.": [],
    "Both versions are hard to verify, because three of the five gauges had failed.":
        ["three of the five gauges had failed"],
    "Roe traced two of the five clips to the hill but was unable to establish when they were made.":
        ["Roe traced two of the five clips to the hill"],
    "The mayor said there was no proof of that claim.": [],
    "In the rebels' version, the clinic was struck at noon.": ["the clinic was struck at noon"],
    "The fund lost 12 million pounds after paying off two men, accounts filed at Weir show.":
        ["The fund lost 12 million pounds after paying off two men"],
    "The auditor found a gap, pointing out that 12 loans fall due.":
        ["The auditor found a gap", "12 loans fall due"],
    "He pointed to the door.": [],
    "Roe said it was late and accused the board of hiding the cost.":
        ["it was late", "hiding the cost"],
    "Roe said they had shot down a drone, which the army denied.": ["they had shot down a drone"],
    "A union official put the figure closer to 90.": ["the figure closer to 90"],
    "The study, published in May, found no link.": ["no link"],
    "The operator confirmed the footage was authentic.": ["the footage was authentic"],
    "Inspectors found 14 faults, Roe told the Courier, without saying whether they were mended.":
        ["Inspectors found 14 faults"],
    "Roe called this \"pure fiction\" and threatened to sue.": [],
    "The claim, made on the radio, that it had rained was ruled out.": ["it had rained"],
    "The agency has since confirmed those readings.": [],
    "Roe denies wrongdoing since then.": [],
    "Roe told us they had lost 212 men, a figure the office says it does not know.":
        ["they had lost 212 men", "it does not know"],
    "Neither the bank nor the regulator responded to questions.": [],
    "Replacing it cost $9, he said, of which insurance paid half.":
        ["Replacing it cost $9, he said, of which insurance paid half"],
    "The rain was heavy but, scientists say, no longer freakish.":
        ["The rain was heavy but, scientists say, no longer freakish"],
    "Asked whether it had rained, he said it had snowed.": ["it had snowed"],
    "The institute stood by the estimate, which it says rests on 22 years of records.":
        ["rests on 22 years of records"],
    "Losses come to 97 million pounds by the club's own reckoning.":
        ["Losses come to 97 million pounds"],
    "Videos posted by troops appeared to show a car burning.": ["a car burning"],
    "She confirmed reports that a clinic had been hit and that six men were dead.":
        ["a clinic had been hit and that six men were dead"],
    "A claim made by two speakers, that one child in 200 died, is wrong.":
        ["one child in 200 died"],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CLAIMS.items(), ids=list(CLAIMS))
def test_a_claim_is_the_content_without_source_and_words_of_saying(text, expected):
    assert found(text, "claim") == expected


ACTORS = {
    "The bridge was closed, said Ana Roe, head of the road agency.":
        ["Ana Roe, head of the road agency"],
    "Ukrainian Commander In Chief General Oleksandr Syrskiy said it rained.":
        ["Ukrainian Commander In Chief General Oleksandr Syrskiy"],
    "Kyiv's move surprised Moscow.": ["Kyiv"],
    "The foreign ministers of France, Japan and the United States said it rained.":
        ["The foreign ministers of France, Japan and the United States", "France", "Japan",
         "the United States"],
    "The Food and Drug Administration approved the drug in 2023.":
        ["The Food and Drug Administration"],
    "Nvidia, the chipmaker, posted a loss, and Nvidia said so.":
        ["Nvidia, the chipmaker", "Nvidia"],
    "The drones were jammed by Ukrainian electronic-warfare units.":
        ["Ukrainian electronic-warfare units"],
    "Brennan, 71, met Chinese Premier Li Qiang in Beijing.": ["Chinese Premier Li Qiang"],
    "The ministry on Monday ordered an inquiry.": ["The ministry"],
    "The troops were sent to Russia in May.": ["The troops"],
    "A spokeswoman for the union, Hanne Brock, who joined in 2019, said 400 jobs would go.":
        ["A spokeswoman for the union, Hanne Brock"],
    "Roe Shipping, the owner, which lost a ship, said it rained.": ["Roe Shipping, the owner"],
    "It rained, said Hanne Brock, one of those waiting.": ["Hanne Brock, one of those waiting"],
    "Duncan Ravell, 56, of Quarry Lane, denies manslaughter.": ["Duncan Ravell"],
    "Sources close to the deal said it rained.": ["Sources close to the deal"],
    "Ukrainians voted in 12 cities.": ["Ukrainians"],
    "Its clerk, reached by telephone, said it rained.": ["Its clerk"],
    "It rained, she and her colleagues at the Lowmoor Institute reported.":
        ["she and her colleagues at the Lowmoor Institute"],
    "It rained, according to two officials briefed on the talks.":
        ["two officials briefed on the talks"],
    "The report was written by the bank's deputy governor, Irena Voss.":
        ["the bank's deputy governor, Irena Voss"],
    "Mara Lind accused the board of hiding the cost.": ["Mara Lind", "the board"],
    "QALIM, March 4 (Central Wire) - The sum could not be verified by Central Wire.": [],
    "Of the nine firms that asked, five are from abroad.": [],
    "It rained, Weir Crown Court heard.": [],
    "Local residents and the mayor said it rained.":
        ["Local residents and the mayor", "Local residents", "the mayor"],
    "Police and fighters of the Eastern Coalition each said it rained.":
        ["Police and fighters of the Eastern Coalition", "Police",
         "fighters of the Eastern Coalition"],
    "The ministry and the police said it rained.":
        ["The ministry and the police", "The ministry", "the police"],
    "Ana Roe, 34, of Bixby was charged with theft.": ["Ana Roe"],
    "The army, with 38,000 men in the sector, was about to break.": ["The army"],
    "Hamid Orlov, a 61-year-old stationmaster, was not there when Hamid Orlov came.":
        ["Hamid Orlov, a 61-year-old stationmaster", "Hamid Orlov"],
    "Roe told Mr Justice Bell that it rained.": ["Roe", "Mr Justice Bell"],
    "The judge ordered Weir Shipping Ltd. to pay $40.": ["The judge", "Weir Shipping Ltd."],
    "The rate was set at 12 by the central bank.": ["the central bank"],
    "Losses are put at 12 by the farmers' federation.": ["the farmers' federation"],
    "Bail was set at $75,000 by Magistrate Ana Roe, who said it rained.":
        ["Magistrate Ana Roe"],
    "He rejects suggestions that it rained.": ["He"],
    "Satellite images bear out the claim.": ["Satellite images"],
    "It was a claim that her aides have been quick to knock down.": ["her aides"],
    "The claim was dismissed as fantasy by two people close to the deal.":
        ["two people close to the deal"],
    "The clinic was struck.": [],
    "Replacing the unit cost $400.": [],
    "It was watched by 2.1 million viewers.": [],
    "In the rebels' version, the clinic was struck at noon.": ["the rebels"],
    "Losses come to 97 million pounds by the club's own reckoning.": ["the club"],
    "Both delegations confirmed they would attend.": ["Both delegations"],
    "Rebel forces said it rained.": ["Rebel forces"],
    "A team led by Sofia Lind has found a parasite.": ["A team led by Sofia Lind"],
    "Raj Patel, a doctor at Weir who was not involved, questioned the data.":
        ["Raj Patel, a doctor at Weir"],
    "The chief, who resigned, has always maintained it rained.": ["The chief"],
    "Experts consulted by the newspaper cast doubt on the claim.":
        ["Experts consulted by the newspaper"],
    "Roe has asked for more and said it rained.": ["Roe"],
    "Campaigners including the Rivers Trust said it rained.":
        ["Campaigners including the Rivers Trust"],
    "It had moved by 14mm, a finding the developer rejects.": ["the developer"],
    "According to the police, the driver, a man of 45, was asleep.":
        ["the police", "the driver, a man of 45"],
    "Two of the lawmakers, Jens Holt and Ida Moe, said it rained.":
        ["Two of the lawmakers, Jens Holt and Ida Moe", "Jens Holt", "Ida Moe"],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ACTORS.items(), ids=list(ACTORS))
def test_an_actor_speaks_acts_or_is_named_with_a_title(text, expected):
    assert found(text, "actor") == expected


VERIFIED = {
    "Roe said 12 men died. Police records bear this out.": [("bear this out", "confirmed")],
    "The figures could not be independently confirmed.":
        [("could not be independently confirmed", "unconfirmed")],
    "Washington has confirmed the deployment.": [("has confirmed", "confirmed")],
    "Reuters was unable to verify the report.": [("was unable to verify", "unconfirmed")],
    "Neither figure could be verified.": [("could be verified", "unconfirmed")],
    "The army denied the accusation.": [("denied", "disputed")],
    "That number is disputed by aid groups.": [("is disputed", "disputed")],
    "Officials have dismissed the claim as false.":
        [("have dismissed the claim as false", "refuted")],
    "There was no independent confirmation.": [("no independent confirmation", "unconfirmed")],
    "He did not provide any evidence.": [("did not provide any evidence", "unconfirmed")],
    "The study has not been peer-reviewed.": [("has not been peer-reviewed", "unconfirmed")],
    "There were 12 laboratory-confirmed cases.": [],
    "More data was needed before it could be verified.": [],
    "She was denied bail.": [],
    "We can't verify it.": [("can't verify", "unconfirmed")],
    "The agency has not been able to establish the number.":
        [("has not been able to establish", "unconfirmed")],
    "The toll has yet to be confirmed.": [("has yet to be confirmed", "unconfirmed")],
    "He would neither confirm nor deny the report.":
        [("would neither confirm nor deny", "unconfirmed")],
    "Experts cast doubt on the claim.": [("cast doubt on", "disputed")],
    "He has steadfastly denied it.": [("has steadfastly denied", "disputed")],
    "The ministry rejected the allegations.": [("rejected", "disputed")],
    "The court rejected a claim under Section 107.": [],
    "There is no truth in the story.": [("is no truth", "refuted")],
    "The report turned out to be false.": [("turned out to be false", "refuted")],
    "“We are denying members of the public a say,” he said.": [],
    "The leader did not dispute the date.": [("did not dispute", "confirmed")],
    "The rumours were denied by the operator.": [("were denied", "disputed")],
    "The allegation was strongly denied.": [("was strongly denied", "disputed")],
    "The claim was challenged by two economists.": [("was challenged", "disputed")],
    "The rule was challenged by two economists.": [],
    "Witnesses backed his account.": [("backed", "confirmed")],
    "The party backed the plan.": [],
    "The claim is not backed by any evidence.": [("is not backed", "unconfirmed")],
    "The cause could not be established.": [("could not be established", "unconfirmed")],
    "There was no way to verify the claim.": [("was no way to verify", "unconfirmed")],
    "The findings have been replicated.": [("have been replicated", "confirmed")],
    "The statement is not accurate.": [("is not accurate", "refuted")],
    "The mayor rejects suggestions that it rained.": [("rejects", "disputed")],
    "The bill was lost after it was rejected by the Senate.": [],
    "The report was dismissed as fantasy by two aides.":
        [("was dismissed as fantasy", "refuted")],
    "The council called that \"a fairy tale\".": [('called that "a fairy tale"', "refuted")],
    "A claim by one speaker, that it rained, is wrong.": [("is wrong", "refuted")],
    "It would be wrong to say so, and it is right to ask.": [],
    "He conceded that the figure is accurate.": [("is accurate", "confirmed")],
    "Nobody knows whether the figure is accurate.": [],
    "The video was staged.": [("was staged", "refuted")],
    "The play was staged in London.": [],
    "The numbers were inflated.": [("were inflated", "disputed")],
    "Experts found the claim to be misleading.":
        [("found the claim to be misleading", "disputed")],
    "The institute has since stood by the estimate.": [("has since stood by", "confirmed")],
    "She stood by her husband.": [],
    "The account was borne out by the footage.": [("was borne out", "confirmed")],
    "It was a suggestion her aides have been quick to knock down.":
        [("have been quick to knock down", "disputed")],
    "Workers knocked down the wall.": [],
    "The figure does not tally with hospital records.":
        [("does not tally with", "disputed")],
    "The toll remains in dispute.": [("remains in dispute", "disputed")],
    "He was in doubt.": [],
    "The study has not gone through peer review.":
        [("has not gone through peer review", "unconfirmed")],
    "The work passed peer review in May.": [("passed peer review", "confirmed")],
    "No evidence has been offered.": [("No evidence has been offered", "unconfirmed")],
    "There was \"not a shred of evidence\" for it.":
        [('was "not a shred of evidence"', "unconfirmed")],
    "The ministry has offered no proof.": [("has offered no proof", "unconfirmed")],
    "The charge is without foundation.": [("is without foundation", "refuted")],
    "He left without merit.": [],
    "None of the reports has been confirmed.": [("has been confirmed", "unconfirmed")],
    "With no power in the city, the toll was confirmed.": [("was confirmed", "confirmed")],
    "The bureau would neither confirm nor rule out arrests.":
        [("would neither confirm nor rule out", "unconfirmed")],
    "The bureau was not in a position to confirm it.":
        [("was not in a position to confirm", "unconfirmed")],
    "The images are hard for outsiders to verify.":
        [("are hard for outsiders to verify", "unconfirmed")],
    "Two later studies supported it.": [("supported", "confirmed")],
    "Two parties supported it.": [],
    "The data do not support the claim.": [("do not support", "disputed")],
    "The authors retracted the paper.": [("retracted", "refuted")],
    "Her office has not disputed it.": [("has not disputed", "confirmed")],
    "It had moved by 14mm, a finding the developer rejects.": [("rejects", "disputed")],
    "His account was backed by Roe but contradicted by Bell.":
        [("was backed", "confirmed"), ("contradicted", "disputed")],
    "The plan was backed by Roe.": [],
    "Satellite images appear to confirm the damage.": [("appear to confirm", "confirmed")],
    "That version could not be reconciled with the footage.":
        [("could not be reconciled with", "disputed")],
    "The claim, made on the radio, that it rained has been ruled out by detectives.":
        [("has been ruled out", "refuted")],
    "He ruled out a gas leak.": [],
    "The chair rejected the charge outright.": [("rejected", "disputed")],
    "It had lost 212 men, a figure the office does not recognise.":
        [("does not recognise", "disputed")],
    "He does not recognise the street.": [],
    "Nothing in the files supports that conclusion.": [("supports", "unconfirmed")],
    "Roe questioned the statistics.": [("questioned", "disputed")],
    "The operator confirmed the footage was authentic.": [("confirmed", "confirmed")],
    "It was a number that Roe has declined to endorse.":
        [("has declined to endorse", "unconfirmed")],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), VERIFIED.items(), ids=list(VERIFIED))
def test_words_of_checking_take_a_stance(text, expected):
    spans = [one for one in suggest(text).spans if one.label == "verified"]
    assert [(text[s.start : s.end], s.attributes["stance"]) for s in spans] == expected


def linked(text):
    made = suggest(text)

    def quote(at):
        return text[made.spans[at].start : made.spans[at].end]

    return {(one.kind, quote(one.head), quote(one.child)) for one in made.links}


def test_a_claim_is_linked_to_its_source_figures_and_verification():
    text = (
        "Syrskiy said 7,905 soldiers were killed and 717 were captured. "
        "The figures could not be confirmed."
    )
    claim = "7,905 soldiers were killed and 717 were captured"
    assert linked(text) == {
        ("attributed_to", claim, "Syrskiy"), ("has_figure", claim, "7,905 soldiers"),
        ("has_figure", claim, "717"), ("has_status", claim, "could not be confirmed"),
    }  # fmt: skip


def test_a_confirmed_thing_is_a_claim_of_who_confirms_it():
    assert linked("Washington has confirmed the deployment of 10,000 troops.") == {
        ("attributed_to", "the deployment of 10,000 troops", "Washington"),
        ("has_figure", "the deployment of 10,000 troops", "10,000 troops"),
        ("has_status", "the deployment of 10,000 troops", "has confirmed"),
    }


def judged(text):
    return {(claim, words) for kind, claim, words in linked(text) if kind == "has_status"}


def test_words_of_checking_with_an_object_of_their_own_judge_no_claim_before_them():
    said = "Bell said 12 people died. "
    assert judged(said + "Calder denied wrongdoing and said it would appeal.") == set()
    assert judged(said + "Prosecutors declined to confirm whether there was an inquiry.") == set()
    assert judged(said + "Calder denied the claim.") == {("12 people died", "denied")}


def test_words_of_checking_may_judge_two_claims():
    text = "Bell said 12 people died. Roe put the toll at 15. We cannot confirm either number."
    assert judged(text) == {("12 people died", "cannot confirm"),
                            ("the toll at 15", "cannot confirm")}  # fmt: skip


STATUSES = {
    "Two more dams had burst, Roe said. “Not one warning,” he said.\nThat was denied by the firm.":
        {("Two more dams had burst", "was denied")},
    "The firm said it had paid. Roe said 12 people died.\nThe firm's account is disputed by Roe.":
        {("it had paid", "is disputed")},
    "The vault was empty, Bell said. Roe put the sum at $5.\nThe amount could not be verified.":
        {("the sum at $5", "could not be verified")},
    "Bell is alleged to have paid two clerks. Roe said it rained.\nHe called the allegation false.":
        {("Bell is alleged to have paid two clerks", "called the allegation false")},
    "Bell said it rained. The study, which has yet to be peer reviewed, found that 12 fell ill.":
        {("12 fell ill", "has yet to be peer reviewed")},
    "Rumours that the airport will close were denied by its owner.":
        {("the airport will close", "were denied")},
    "The firm denied that it had paid anyone.": {("it had paid anyone", "denied")},
    "It rained. Roe said two doors were locked, an allegation the firm strongly denies.":
        {("two doors were locked", "strongly denies")},
    "Gen. Bell, the army's chief, said 12 men died.\nThe council called that a lie.":
        {("12 men died", "called that a lie")},
    "Home Secretary Ana Roe said 12 fell ill.\nThe Home Institute stood by the estimate.":
        {("12 fell ill", "stood by")},
    "He called Bell a thief.\n“He was in Tulsa for two nights,” she said.\n"
    "Roe has not been able to corroborate that account.":
        {("He was in Tulsa for two nights", "has not been able to corroborate")},
    "Roe said it rained. Bell alleged that Roe had paid two men; Roe called the charge a lie.":
        {("Roe had paid two men", "called the charge a lie")},
    "Roe said two men were shot. The council, which denied that they had met, said three were."
    "\nNeither account could be verified.":
        {("they had met", "denied"), ("two men were shot", "could be verified"),
         ("three were", "could be verified")},
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STATUSES.items(), ids=list(STATUSES))
def test_words_of_checking_judge_the_claim_that_they_point_to(text, expected):
    assert judged(text) == expected


def test_the_points_of_a_list_are_said_by_whom_its_lead_names():
    text = (
        "Governor Ana Roe said:\n- 12 roads are closed and flooded\n- No school will open today\n"
    )
    assert {link for link in linked(text) if link[0] == "attributed_to"} == {
        ("attributed_to", "12 roads are closed and flooded", "Governor Ana Roe"),
        ("attributed_to", "No school will open today", "Governor Ana Roe"),
    }


def test_who_denies_a_claim_is_an_actor_and_not_its_source():
    text = "The firm denied that it had paid anyone."
    assert found(text, "actor") == ["The firm"]
    assert [kind for kind, _, _ in linked(text)] == ["has_status"]


def test_a_short_name_tells_the_whole_one():
    text = "General Oleksandr Syrskiy spoke. It rained, Syrskiy said."
    (one,) = [s for s in suggest(text).spans if text[s.start : s.end] == "Syrskiy"]
    assert one.attributes["entity"] == "General Oleksandr Syrskiy"


def test_headings_promos_and_bylines_stay_silent():
    text = (
        "Toll passes 300 as rains return\nKyiv said 300 people died.\nRead more: 12 facts\n"
        "By Ana Roe\n(Reporting by Ana Roe; editing by Bo Li)"
    )
    assert found(text, "figure") == ["300 people"]
    assert found(text, "actor") == ["Kyiv"]


@pytest.mark.parametrize("name", settings.RULES)
def test_a_rule_can_be_switched_off(name):
    text = "Kyiv said 3 drones were lost. It could not be confirmed."
    whole, less = suggest(text), suggest(text, off=[name])
    if name == "links":
        assert whole.links
        assert not less.links
        assert less.spans == whole.spans
    else:
        gone = {one.label for one in whole.spans} - {one.label for one in less.spans}
        assert gone == {name.removesuffix("s")}
