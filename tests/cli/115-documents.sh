#!/bin/sh
# Documents and mails: a DOCX, an RTF of three articles, a mailbox of two mails.
. "$(dirname "$0")/lib.sh"
need_model

cp "$SOURCE/samples/41-gazette-vessia-vote.docx" vote.docx
cp "$SOURCE/samples/42-cota-statement.eml" statement.eml

article() { # TITLE OUTLET DATE TEXT
    printf '\\pard\\qc {\\b %s}\\par\\pard %s\\par %s\\par\n' "$1" "$2" "$3"
    printf '\\pard {\\b Length:} 30 words\\par {\\b Body}\\par\n'
    printf '\\pard %s\\par\n{\\b Load-Date:} %s\\par {\\b End of Document}\\par\n' "$4" "$3"
}
{
    printf '{\\rtf1\\ansi\\ansicpg1252\n'
    article 'Russia demands an answer' 'Harbour Post' 'December 17, 2021 Friday' \
        'Russia demanded on Friday that NATO halt its expansion to the east, its foreign ministry said.'
    article 'NATO rejects the demand' 'Ferry Gazette' 'January 12, 2022 Wednesday' \
        'NATO rejected the demand on Wednesday, and its secretary general said that the door stays open.'
    article 'Talks go on in Vienna' 'Harbour Post' 'January 13, 2022 Thursday' \
        'The United States offered on Thursday to discuss limits on missiles with Russia, diplomats said.'
    printf '}\n'
} >export.rtf

cat >box.mbox <<'END'
From jane@post.example Mon Dec 20 10:00:00 2021
From: Jane Doe <jane@post.example>
Subject: Re: Kremlin warns
Date: Mon, 20 Dec 2021 10:00:00 +0000

The Kremlin warned on Monday that it would respond if its demands were ignored.

On Sun, 19 Dec 2021, John Roe wrote:
> Russia rejected everything on Sunday.

From desk@gazette.example Tue Dec 21 10:00:00 2021
From: Ferry Gazette <desk@gazette.example>
Subject: Washington answers
Date: Tue, 21 Dec 2021 10:00:00 +0000

The United States rejected the demand on Tuesday and offered talks in January.
END

run add talks.demarche vote.docx statement.eml export.rtf box.mbox
fact "documents and mails: status 0" status_is 0
fact "... seven reports of four files" err_has "added 7"
run reports talks.demarche --format jsonl
fact "... are listed" lines_are 7 out
fact "the DOCX has its title and day" json_is out \
    'any(r["title"] == "Vessia votes to move the Herons, on one condition" and r["published"]["value"] == "2031-04-16" for r in rows)'
fact "the mail has its subject and day" json_is out \
    'any(r["title"].startswith("Statement of the spokeswoman") and r["published"]["value"] == "2031-04-17" for r in rows)'
fact "each article has its outlet and day" json_is out \
    'sorted((r["outlet"], r["published"]["value"]) for r in rows if r["input"].startswith("export.rtf")) == [("Ferry Gazette", "2022-01-12"), ("Harbour Post", "2021-12-17"), ("Harbour Post", "2022-01-13")]'
fact "each mail of the box is one" json_is out \
    'sorted(r["input"] for r in rows if "mbox" in r["input"]) == ["box.mbox#1", "box.mbox#2"]'
run acts talks.demarche --format jsonl
fact "what a mail quotes is not told twice" not out_has "rejected everything"
fact "acts of the mails are found" json_is out 'any(r["type"] == "reject" and r["date"]["value"] == "2021-12-21" for r in rows)'
run add talks.demarche export.rtf box.mbox
fact "the same again: nothing is added" err_has "added 0"

printf '{\\rtf1 nothing' >cut.rtf
printf 'PK\003\004word/ and no more' >cut.docx
printf '\320\317\021\340\241\261\032\341 old' >old.doc
run add talks.demarche cut.docx old.doc
fact "broken documents: status 3" status_is 3
fact "... an old Word file is told what to do" err_has "save it as DOCX"

if command -v pdftotext >/dev/null; then
    skip "a PDF without its reader" "pdftotext is installed"
else
    printf '%%PDF-1.4\n' >a.pdf
    run add talks.demarche a.pdf
    fact "a PDF without its reader says what to install" err_has "poppler-utils"
fi

finish
