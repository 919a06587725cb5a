#!/bin/sh
# The stages alone: page, analyse, quotes, mentions, code, issues, dates, copies.
. "$(dirname "$0")/lib.sh"

run plumb
fact "no stage: status 2" status_is 2
run plumb analyze
fact "a wrong stage and the nearest one" err_has "did you mean 'analyse'?"
story="Torvania on Thursday made public two draft treaties that would bar \
Lesmora for good from the Coastal Treaty Alliance and oblige the bloc to take \
its Heron missiles out of Vessia."
printf '{"id":1,"text":"%s (Reporting by Nina Harrow)","date":"2031-02-07"}\n' "$story" >lines
printf '{"id":"b","text":"%s","date":"2031-02-06"}\n{"id":3}\n' "$story" >>lines
printf '{"id":4,"text":"The harbour of Sandry is closed."}\n' >>lines
run plumb copies lines
fact "copies: one bad line gives status 3" status_is 3
fact "... the earlier is the origin" json_is out \
    'rows[1]["copy_of"] is None and rows[1]["kind"] is None'
fact "... the later copies it" json_is out \
    'rows[0]["copy_of"] == "b" and rows[0]["kind"] == "reprint" and 0.8 < rows[0]["share"] < 1'
fact "... in one family" json_is out 'rows[0]["family"] == rows[1]["family"]'
fact "... a lone text is its own" json_is out \
    'rows[3]["family"] != rows[1]["family"] and rows[3]["copy_of"] is None'
fact "... and the bad line is told" json_is out '"error" in rows[2]'

write_reports
: >empty.txt
run plumb page reports/a.txt empty.txt reports/b.txt
fact "page: one bad input gives status 3" status_is 3
fact "... and an object for each" lines_are 3 out
fact "... in order" json_is out \
    '[r["input"] for r in rows] == ["reports/a.txt", "empty.txt", "reports/b.txt"]'
fact "... with the error" json_is out '"error" in rows[1] and "text" in rows[0]'
fact "... and the keys of the record" json_is out \
    '{"input","title","authors","outlet","agency","published","modified","language","genre","text","paragraphs","url","canonical","encoding"} <= set(rows[0])'
fact "a date of the text" json_is out 'rows[0]["published"]["value"] == "2021-12-17"'

need_model
printf 'Moscow rejected the offer.\n' >text.txt
run plumb analyse text.txt
fact "analyse: status 0" status_is 0
fact "... arrays of one length" json_is out 'len({len(v) for v in rows[0]["tokens"].values()}) == 1'
fact "... bytes, half-open" json_is out 'rows[0]["tokens"]["end"][0] == 6'
status=0
"$DEMARCHE" plumb analyse <text.txt >out 2>err || status=$?
fact "analyse reads standard input" json_is out 'rows[0]["input"] == "-"'

cat >lines.jsonl <<'END'
{"id": "one", "text": "Moscow rejected the offer."}
{"id": 2, "text": "a\u0000b é"}

not json
{"id": 4}
{"id": "", "text": ""}
END
run plumb analyse --jsonl lines.jsonl
fact "lines: a bad one gives status 3" status_is 3
fact "... one result a line, in order" json_is out \
    '[r.get("id") for r in rows] == ["one", 2, None, 4, ""]'
fact "... errors where they belong" json_is out \
    '["error" in r for r in rows] == [False, False, True, True, False]'
fact "... a NUL is a byte like any other" json_is out 'rows[1]["tokens"]["end"][-1] == 6'
printf '\377\n' >bad.txt
run plumb analyse bad.txt text.txt
fact "what is no UTF-8 is an error of that input" json_is out '"error" in rows[0] and "tokens" in rows[1]'
run plumb analyse absent.txt text.txt
fact "a file that is not there too" json_is out '"error" in rows[0] and "tokens" in rows[1]'

run plumb quotes reports/a.txt
fact "quotes: status 0" status_is 0
fact "... source, cue and content" json_is out 'any(q["source"] and q["cue"] and q["content"] for q in rows[0]["quotes"])'
run plumb quotes --jsonl lines.jsonl
fact "quotes takes lines" json_is out '"quotes" in rows[0]'

cat >code.jsonl <<'END'
{"id": 1, "text": "Russia demanded that NATO halt its expansion.", "source": {"start": 0, "end": 6}, "target": {"start": 21, "end": 25}}
{"id": 2, "text": "Russia is a state.", "source": null, "target": null}
{"id": 3, "text": "short", "source": {"start": 0, "end": 99}, "target": null}
END
run plumb code code.jsonl
fact "code: a span outside the text gives status 3" status_is 3
fact "... a demand is a REQUEST of quad 3" json_is out \
    'rows[0]["type"] == "demand" and rows[0]["plover"] == "REQUEST" and rows[0]["quad"] == 3'
fact "... no act is null" json_is out 'rows[1]["type"] is None and rows[1]["plover"] is None'

printf 'They met on Tuesday.\n' >days.txt
run plumb dates --ref 2021-12-10 days.txt
fact "dates: status 0" status_is 0
fact "... counted from --ref" json_is out \
    'rows[0]["dates"] == [{"start":12,"end":19,"type":"DATE","value":"2021-12-07","precision":"day"}]'
run plumb dates --ref soon days.txt
fact "dates: --ref is a day: status 2" status_is 2

printf '“We will not go,” Russia said. It stayed.\n' >who.txt
run plumb mentions who.txt
fact "mentions: status 0" status_is 0
fact "... a name has its code" json_is out \
    'any(m["name"] == "Russia" and m["codes"] == ["RUS"] and m["refers"] is None for m in rows[0]["mentions"])'
fact "... a pronoun points at it" json_is out \
    'any(m["kind"] == "pronoun" and m["codes"] == ["RUS"] for m in rows[0]["mentions"])'

# A city is a place where somebody goes; where it speaks, the report says who.
cat >towns.txt <<'EOF'
NATO's ministers flew to Brussels. The European Commission opened a case, and Brussels gave Warsaw two months.
EOF
run plumb mentions towns.txt
fact "... a town is a place" json_is out \
    '[m["codes"] for m in rows[0]["mentions"] if m["start"] == 25] == [[]]'
fact "... a seat is whose organ was named last" json_is out \
    '[m["codes"] for m in rows[0]["mentions"] if m["start"] == 78] == [["EU"]]'

printf '{"id": 1, "text": "Russia cut off gas.", "source": {"start": 7, "end": 10}, "target": null}\n' >about.jsonl
run plumb issues about.jsonl
fact "issues: status 0" status_is 0
fact "... by the words of the sentence" json_is out 'rows[0] == {"id": 1, "issue": ["energy"]}'

finish
