filedesc://x.arc 0.0.0.0 20310205100000 text/plain 9
1 0 Crawl

https://post.example/1 1.2.3.4 20310205100000 text/html 618
HTTP/1.1 200 OK
Content-Type: text/html; charset=utf-8
Last-Modified: Tue, 04 Feb 2031 10:00:00 GMT

<!doctype html><html><head><title>No treaty</title></head><body><article><h1>No treaty</h1><p>The foreign minister of Torvania said on Tuesday that his government would not sign the treaty before the fleet had left the harbour of Sandry, and that talks could go on in Ellorin next week.</p><p>The foreign minister of Torvania said on Tuesday that his government would not sign the treaty before the fleet had left the harbour of Sandry, and that talks could go on in Ellorin next week.</p></article></body></html>
