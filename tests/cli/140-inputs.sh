#!/bin/sh
# Reports in other forms: pages, feeds, archives, tables; what became of each.
. "$(dirname "$0")/lib.sh"
need_model

cp "$SOURCE"/samples/44-*.html "$SOURCE"/samples/45-*.xml "$SOURCE"/samples/46-*.warc .
run add talks.demarche 44-*.html 45-*.xml 46-*.warc --format jsonl --report run.jsonl
fact "a page, a feed and an archive: status 0" status_is 0
fact "... four reports are in them" err_has "added 4 · same as before 0 · failed 0 · no article 4"
fact "... each is told" json_is out '[r["outcome"] for r in rows].count("added") == 4'
fact "... by file and number" json_is out '"45-gazette-feed.xml#2" in [r["input"] for r in rows]'
fact "... a summary is no article" json_is out 'any("a summary of" in (r["error"] or "") for r in rows)'
fact "... nor is a page that has gone" json_is out 'any(r["error"] == "HTTP status 404" for r in rows)'
fact "--report has the same lines" cmp out run.jsonl
run export talks.demarche -o first.jsonl
run add talks.demarche 44-*.html 45-*.xml 46-*.warc
fact "the same archives again change nothing" err_has "added 0 · same as before 4 · failed 0"
run export talks.demarche -o again.jsonl
fact "... to the byte" cmp first.jsonl again.jsonl
run reports talks.demarche --format jsonl
fact "a feed's source is the outlet" json_is out '"Lodestar" in [r["outlet"] for r in rows]'
fact "comments and notices are no text" sh -c '! "$DEMARCHE" search talks.demarche -q skipper_dan --fail-empty'
run verify talks.demarche
fact "the dossier is whole" status_is 0

gzip -k 46-inland-review.warc
run add talks.demarche 46-inland-review.warc.gz
fact "the same archive packed holds nothing new" err_has "added 0 · same as before 1 · failed 0"

story="The foreign minister of Torvania said on Tuesday that his government rejected the treaty and demanded talks."
printf '{"title":"One","maintext":"%s","date_publish":"2031-02-04"}\n{broken\n{"url":"https://post.example/2"}\n' "$story" >stories.jsonl
run add rows.demarche stories.jsonl
fact "a broken record: status 3" status_is 3
fact "... costs that record only" err_has "added 1 · same as before 0 · failed 1 · no article 1"
fact "... and is named" err_has "stories.jsonl#2"
printf 'day,what\n2031-02-05,"%s Again."\n' "$story" >stories.csv
run add table.demarche --map text=what,date=day stories.csv
fact "a table with names of its own" status_is 0
run reports table.demarche --format jsonl
fact "... is read by --map" json_is out 'rows[0]["published"]["value"] == "2031-02-05" and rows[0]["input"] == "stories.csv#1"'

printf '{"title":"Two","maintext":"%s","authors":"Ida Rook, Nina Harrow and Tom Vale"}\n' "$story" >authors.jsonl
run add authors.demarche authors.jsonl
run reports authors.demarche --format jsonl
fact "several authors in one value are several" json_is out 'rows[0]["authors"] == ["Ida Rook", "Nina Harrow", "Tom Vale"]'

cat >links.xml <<'END'
<rss version="2.0"><channel><title>Post</title>
<item><title>Talks open</title><link>https://post.example/1</link></item>
<item><title>Talks end</title><link>https://post.example/2</link><description>They ended.</description></item>
</channel></rss>
END
run add -v links.demarche links.xml
fact "a feed of links holds no report" err_has "no article 2"
fact "... and says where the text is" out_has "the text is at https://post.example/2"

cat >french.txt <<'END'
Le ministre rejette le plan

PARIS - Le ministre des Affaires étrangères a rejeté mardi la proposition du médiateur et demandé de nouvelles garanties, selon son cabinet.

« Nous ne pouvons pas accepter ces conditions », a-t-il dit aux journalistes, qui attendaient depuis le matin devant le palais.
END
run add -v french.demarche french.txt
fact "a report in French goes in" status_is 0
fact "... is said not to be coded" err_has "not English, so kept but not coded 1"
run acts french.demarche --format jsonl
fact "... and nothing of it is coded" not test -s out

run add wrong.demarche --map colour=what stories.csv
fact "a field that there is none of: status 2" status_is 2
fact "... is named" err_has "FIELD=NAME is wanted"

cat >feeds.opml <<'END'
<?xml version="1.0"?>
<opml version="2.0"><head><title>Mine</title></head><body><outline text="News">
<outline type="rss" text="Post" xmlUrl="https://post.example/rss.xml"/>
<outline type="rss" text="Echo" xmlUrl="https://echo.example/feed?a=1&amp;b=2"/></outline></body></opml>
END
run add -v lists.demarche feeds.opml
fact "a list of feeds holds no report: status 0" status_is 0
fact "... each is named with its address" out_has "https://echo.example/feed?a=1&b=2"
printf '<!DOCTYPE o [<!ENTITY a "b">]><opml><body><outline xmlUrl="&a;"/></body></opml>' >bad.opml
run add lists.demarche bad.opml
fact "... one with entities of its own fails: status 3" status_is 3

run add net.demarche https://example.org/story
fact "an address without --fetch: status 2" status_is 2
fact "... says so" err_has "add --fetch"
fact "... and makes no dossier" not test -e net.demarche
run add net.demarche --fetch http://127.0.0.1/ http://169.254.169.254/latest 'http://[::1]/' http://0x7f.1/ ftp://example.org/
fact "addresses that are not of the public internet are refused" err_has "is no address of the public internet"
fact "... status 3" status_is 3

mkdir tree tree/page_files
cp 44-*.html tree/page.html
printf 'body { color: red; margin: 0 }\n' >tree/page_files/style.css
printf '\211PNG\r\n\032\n' >tree/page_files/picture
printf 'This folder holds pages that were saved for the test of folders.\n' >tree/README
run add tree.demarche tree
fact "a folder is read whatever it holds: status 0" status_is 0
fact "... only what is a report goes in" err_has "added 1 · same as before 0 · failed 0 · no article 2"

python3 - <<'END'
import gzip
open("bomb.gz", "wb").write(gzip.compress(bytes(64 << 20)))
open("deep.xml", "w").write("<rss><channel>" + "<a>" * 100000)
open("entities.xml", "w").write('<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><title>&b;</title></channel></rss>')
END
for file in bomb.gz deep.xml entities.xml; do
    run add hostile.demarche "$file"
    fact "$file: status 3" status_is 3
    fact "... is named" err_has "$file"
done

finish
