#!/bin/sh
# Lists of demands: a draft treaty, points in a statement, conditions in a
# report, between neighbours on a lake.
. "$(dirname "$0")/lib.sh"
need_model

cat >treaty.txt <<'END'
Ghana hands Togo a draft treaty on the lake
20310303

ACCRA — Ghana presented a draft treaty to Togo on Monday.

Article 1

The Parties shall refrain from flights of military aircraft over the lake.

Article 2

Togo shall not build new bases on the island; shall remove the mines it laid in 2029; and shall not train foreign troops near the border.

Article 3

The Togolese Republic shall:
a) recall its patrol boats from the southern bay;
b) pay for the burnt nets.

Article 4. Ghana shall lower the toll on grain ships.

Togo refused to recall its patrol boats from the southern bay.
END
cat >points.txt <<'END'
Ghana sets out what it wants
20310310

Ghana demanded the following of Togo:

1. Withdraw all gunboats from the mouth of the river.

2. Close the airfield at Kara by the end of June.

3. Not deploy rockets within 100 kilometres of the border.

Ghana and Benin call on Togo to:

- publish the positions of its trawlers every day;
- admit inspectors to its ports.

Ghana demanded that Togo (1) release the captured miners, (2) return the stolen manuscripts and (3) lower the tariff on copper wire.

Togo proposed the following steps: a joint fund will pay the fishermen; the ships of both sides will carry observers.

Togo agreed to close the airfield at Kara.
END
cat >front.txt <<'END'
Front names conditions for a ceasefire
20310312

KARA — The Lake Front demanded three things of Togo on Sunday: that the government free all prisoners, that it lift the siege of Kara, and that it let convoys pass.

The Lake Front asked Togo for two things. First, the government must pay the teachers. Second, it must withdraw the militias from the villages.

Ghana handed out a timetable: the first meeting is in June; the second meeting is in July.
END

run add t.demarche treaty.txt points.txt front.txt
fact "three reports are in" status_is 0
run demands t.demarche --format jsonl

# asks WORDS TYPE FROM TO NUMBER OF: the line of the ledger with these words.
asks() {
    fact "$1: $2 from $3 to $4, $5 of $6" json_is out "[(r['type'], \
        ' '.join(p['code'] or p['text'] for p in r['actor']), \
        ' '.join(p['code'] or '' for p in r['recipient']), r['point'], r['points']) \
        for r in rows if r['text'] == '$1'] == [('$2', '$3', '$4', $5, $6)]"
}

asks 'The Parties shall refrain from flights of military aircraft over the lake' offer GHA TGO 1 7
asks 'Togo shall not build new bases on the island' demand GHA TGO 2 7
asks 'shall remove the mines it laid in 2029' demand GHA TGO 3 7
asks 'shall not train foreign troops near the border' demand GHA TGO 4 7
asks 'recall its patrol boats from the southern bay' demand GHA TGO 5 7
asks 'pay for the burnt nets' demand GHA TGO 6 7
asks 'Ghana shall lower the toll on grain ships' offer GHA TGO 7 7
asks 'Withdraw all gunboats from the mouth of the river' demand GHA TGO 1 3
asks 'Close the airfield at Kara by the end of June' demand GHA TGO 2 3
asks 'Not deploy rockets within 100 kilometres of the border' demand GHA TGO 3 3
asks 'publish the positions of its trawlers every day' request 'GHA BEN' TGO 1 2
asks 'admit inspectors to its ports' request 'GHA BEN' TGO 2 2
asks 'release the captured miners' demand GHA TGO 1 3
asks 'lower the tariff on copper wire' demand GHA TGO 3 3
asks 'a joint fund will pay the fishermen' offer TGO GHA 1 2
asks 'that it lift the siege of Kara' demand 'Lake Front' TGO 2 3
asks 'it must withdraw the militias from the villages' request 'Lake Front' TGO 2 2
fact "the draft itself stays a line" json_is out \
    "[r['point'] for r in rows if 'a draft treaty' in r['text']] == [None]"
fact "a lead that says nothing by itself is none" \
    json_is out "not any('the following' in r['text'] for r in rows)"
fact "a timetable is no demand" json_is out "not any('meeting' in r['text'] for r in rows)"
fact "points of one list come in their order" json_is out \
    "[r['point'] for r in rows if r['points'] == 7] == [1, 2, 3, 4, 5, 6, 7]"
fact "an answer is to its point" json_is out \
    "{r['text'].split()[0]: r['status'] for r in rows if r['answers']} == {'recall': 'refused', 'Close': 'accepted'}"
run demands t.demarche
fact "people see the number before the words" out_has '2/7 Togo shall not build'

finish
