#!/bin/sh
# The life of demands between two neighbours, told in three reports.
. "$(dirname "$0")/lib.sh"
need_model

cat >first.txt <<'END'
Peru sets out what it wants of Chile
20310301

Peru demanded on Saturday that Chile withdraw its warships from the Lota strait.

Peru urged Chile to open the harbour of Arica to grain ships.

Peru asked Chile to publish the register of fishing licences.

Peru demanded that Chile dismantle the radar on Mount Sajama.

Peru demanded that Chile pay compensation for the burnt warehouses.

Peru called on Chile to release the captured miners.

Peru called on Chile to lower the tariff on copper wire.

Peru demanded that Chile close the airfield at Visviri.

Peru called on Chile to repair the mountain railway.

Peru demanded that Chile return the stolen manuscripts.
END
cat >second.txt <<'END'
Chile replies to Peru
20310310

Chile rejected Peru's demand to withdraw its warships from the Lota strait.

Chile agreed to open the harbour of Arica to grain ships.

Chile said it would study Peru's request to publish the register of fishing licences.

Peru again demanded that Chile return the stolen manuscripts.

Chile rejected the demand to close the airfield at Visviri.

Chile agreed to lower the tariff on copper wire only if Peru ended its boycott.

Peru demanded that Chile shut the Tacna canal. Chile proposed instead that engineers of both countries inspect the canal.
END
cat >third.txt <<'END'
Peru drops demands
20310320

Peru withdrew its demand that Chile pay compensation for the burnt warehouses.

Peru dropped its demand that Chile dismantle the radar on Mount Sajama and proposed instead that the radar be turned off at night.

Chile has freed the captured miners.
END

run add t.demarche first.txt second.txt third.txt
fact "three reports are in" status_is 0

# becomes WORDS STATUS: the line of the ledger in `out` whose words hold WORDS.
becomes() {
    fact "$1: $2" json_is out "[r['status'] for r in rows if '$1' in r['text']] == ['$2']"
}

run demands t.demarche --format jsonl
becomes warships refused
becomes harbour accepted
becomes register deferred
becomes radar superseded
becomes compensation withdrawn
becomes miners fulfilled
becomes tariff 'in part'
becomes airfield refused
becomes railway open
becomes manuscripts repeated
becomes canal countered
fact "an answer ends the days that a demand is open" \
    json_is out "[r['days_open'] for r in rows if 'harbour' in r['text'] or 'railway' in r['text']] == [9, 19]"
fact "each answer has a score and a why" \
    json_is out "all(a['score'] > 0.5 and a['why'] for r in rows for a in r['answers'])"

run demands t.demarche --as-of 2031-03-15 --format jsonl
becomes compensation open
becomes radar open
becomes miners open
becomes warships refused
run demands t.demarche --as-of 2031-03-05 --format jsonl
becomes warships open
becomes manuscripts open
fact "what was asked later is not there yet" json_is out "not any('canal' in r['text'] for r in rows)"
run demands t.demarche --as-of 2031-03-05
fact "the ledger says how far was looked" err_has "no answer found in 1 report up to 2031-03-01"

finish
