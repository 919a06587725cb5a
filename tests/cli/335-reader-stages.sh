#!/bin/sh
# What the base reader must find in plain sentences, stage by stage; scores and
# what else it finds change with its training and are not looked at.
. "$(dirname "$0")/lib.sh"

need_model
export DEMARCHE_READER=base
for file in data/models/base.safetensors models/all-MiniLM-L6-v2/model.safetensors; do
    [ -e "$SOURCE/$file" ] || skip_all "there is no $file: ./dev setup fetches it"
done

# found FILE EXPRESSION: over the result in `out`, where at(span) are the words
# of the text FILE.
found() {
    python3 -c 'import json, sys
text = open(sys.argv[1], "rb").read()
row = json.loads(open("out", encoding="utf-8").read())
def at(span):
    return text[span["start"]:span["end"]].decode()
sys.exit(not eval(sys.argv[2]))' "$1" "$2"
}

# --- quotes: who says it, by which word, and what
cat >said.txt <<'END'
"We will not withdraw our troops," Norwegian Foreign Minister Ingrid Vale said in Oslo on Tuesday.

Japan's ambassador said that the talks had made no progress.

According to a senior official, France had rejected the proposal.

The harbour is two kilometres wide.
END
run plumb quotes said.txt
fact "quotes: status 0" status_is 0
fact "a direct quote has its speaker and cue" found said.txt \
    'any("Vale" in at(q["source"]) and at(q["cue"]) == "said" and "withdraw our troops" in at(q["content"][0]) for q in row["quotes"] if q["source"])'
fact "an indirect one, too" found said.txt \
    'any("ambassador" in at(q["source"]) and "made no progress" in at(q["content"][0]) for q in row["quotes"] if q["source"])'
fact "... and one whose cue stands before it" found said.txt \
    'any("official" in at(q["source"]) and "rejected the proposal" in at(q["content"][0]) for q in row["quotes"] if q["source"])'
fact "what nobody says is no quote" found said.txt \
    'not any("harbour" in at(part) for q in row["quotes"] for part in q["content"])'

# --- acts: type, who, whom
cat >did.txt <<'END'
Turkey demanded on Monday that Greece withdraw its ships from the strait.

Canada rejected the offer of Denmark.

Egypt threatened to close the canal if Ethiopia fills the reservoir.

The bridge was painted green last summer.
END
run plumb acts did.txt
fact "acts: status 0" status_is 0
fact "a demand has its two sides" found did.txt \
    'any(a["type"] == "demand" and a["actor"][0]["code"] == "TUR" and a["recipient"][0]["code"] == "GRC" for a in row["acts"])'
fact "a refusal has its actor" found did.txt \
    'any(a["type"] == "reject" and a["actor"][0]["code"] == "CAN" for a in row["acts"])'
fact "a threat has its condition" found did.txt \
    'any(a["type"] == "threat" and a["actor"][0]["code"] == "EGY" and a["flags"]["conditional"] for a in row["acts"])'
fact "paint is no act" found did.txt \
    'not any("painted" in at(a["text"]) for a in row["acts"])'

# --- code: source and target are given
cat >given.jsonl <<'END'
{"id": 1, "text": "Turkey demanded that Greece withdraw its ships.", "source": {"start": 0, "end": 6}, "target": {"start": 21, "end": 27}}
{"id": 2, "text": "Canada rejected the offer of Denmark.", "source": {"start": 0, "end": 6}, "target": {"start": 29, "end": 36}}
END
run plumb code given.jsonl
fact "code: status 0" status_is 0
fact "a demand is a REQUEST of quad 3" json_is out \
    'rows[0]["plover"] == "REQUEST" and rows[0]["quad"] == 3'
fact "a refusal is a REJECT" json_is out 'rows[1]["plover"] == "REJECT"'

# --- the same bytes, whatever threads and company
mkdir reports
cp said.txt did.txt reports
for jobs in 1 2 5; do
    run add "jobs$jobs.demarche" -j "$jobs" reports
    run export "jobs$jobs.demarche" -o "jobs$jobs.jsonl"
done
fact "one thread or two write the same" cmp jobs1.jsonl jobs2.jsonl
fact "... or five" cmp jobs1.jsonl jobs5.jsonl
finish
