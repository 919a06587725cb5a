-- A database of Discourse Network Analyzer 3: its tables, and how they are
-- filled and read.  Table and column names are DNA's.

-- name: dna_make
PRAGMA foreign_keys = ON;
BEGIN;
CREATE TABLE SETTINGS (Property TEXT PRIMARY KEY, Value TEXT NOT NULL);
CREATE TABLE CODERS (
    ID INTEGER NOT NULL PRIMARY KEY,
    Name TEXT NOT NULL CHECK (LENGTH(Name) < 191),
    Red INTEGER NOT NULL DEFAULT 0,
    Green INTEGER NOT NULL DEFAULT 0,
    Blue INTEGER NOT NULL DEFAULT 0,
    Refresh INTEGER NOT NULL DEFAULT 0,
    FontSize INTEGER NOT NULL DEFAULT 14,
    Password TEXT NOT NULL CHECK (LENGTH(Password) < 191),
    PopupWidth INTEGER DEFAULT 300,
    ColorByCoder INTEGER NOT NULL DEFAULT 0,
    PopupDecoration INTEGER NOT NULL DEFAULT 0,
    PopupAutoComplete INTEGER NOT NULL DEFAULT 1,
    PermissionAddDocuments INTEGER NOT NULL DEFAULT 1,
    PermissionEditDocuments INTEGER NOT NULL DEFAULT 1,
    PermissionDeleteDocuments INTEGER NOT NULL DEFAULT 1,
    PermissionImportDocuments INTEGER NOT NULL DEFAULT 1,
    PermissionAddStatements INTEGER NOT NULL DEFAULT 1,
    PermissionEditStatements INTEGER NOT NULL DEFAULT 1,
    PermissionDeleteStatements INTEGER NOT NULL DEFAULT 1,
    PermissionEditAttributes INTEGER NOT NULL DEFAULT 1,
    PermissionEditRegex INTEGER NOT NULL DEFAULT 1,
    PermissionEditStatementTypes INTEGER NOT NULL DEFAULT 1,
    PermissionEditCoders INTEGER NOT NULL DEFAULT 1,
    PermissionEditCoderRelations INTEGER NOT NULL DEFAULT 1,
    PermissionViewOthersDocuments INTEGER NOT NULL DEFAULT 1,
    PermissionEditOthersDocuments INTEGER NOT NULL DEFAULT 1,
    PermissionViewOthersStatements INTEGER NOT NULL DEFAULT 1,
    PermissionEditOthersStatements INTEGER NOT NULL DEFAULT 1);
CREATE TABLE DOCUMENTS (
    ID INTEGER NOT NULL PRIMARY KEY,
    Title TEXT NOT NULL CHECK (LENGTH(Title) < 191),
    Text TEXT NOT NULL,
    Coder INTEGER REFERENCES CODERS (ID) ON DELETE CASCADE,
    Author TEXT NOT NULL DEFAULT '' CHECK (LENGTH(Author) < 191),
    Source TEXT NOT NULL DEFAULT '' CHECK (LENGTH(Source) < 191),
    Section TEXT NOT NULL DEFAULT '' CHECK (LENGTH(Section) < 191),
    Notes TEXT NOT NULL DEFAULT '',
    Type TEXT NOT NULL DEFAULT '' CHECK (LENGTH(Type) < 191),
    Date INTEGER NOT NULL);
CREATE TABLE STATEMENTTYPES (
    ID INTEGER NOT NULL PRIMARY KEY,
    Label TEXT NOT NULL CHECK (LENGTH(Label) < 191),
    Red INTEGER NOT NULL DEFAULT 0,
    Green INTEGER NOT NULL DEFAULT 0,
    Blue INTEGER NOT NULL DEFAULT 0);
CREATE TABLE VARIABLES (
    ID INTEGER NOT NULL PRIMARY KEY,
    Variable TEXT NOT NULL CHECK (LENGTH(Variable) < 191),
    DataType TEXT NOT NULL DEFAULT 'short text' CHECK (
        DataType IN ('boolean', 'integer', 'long text', 'short text')),
    StatementTypeId INTEGER REFERENCES STATEMENTTYPES (ID) ON DELETE CASCADE,
    UNIQUE (Variable, StatementTypeId));
CREATE TABLE VARIABLELINKS (
    ID INTEGER NOT NULL PRIMARY KEY,
    SourceVariableId INTEGER REFERENCES VARIABLES (ID) ON DELETE CASCADE,
    TargetVariableId INTEGER REFERENCES VARIABLES (ID) ON DELETE CASCADE,
    UNIQUE (SourceVariableId, TargetVariableId));
CREATE TABLE REGEXES (
    Label TEXT PRIMARY KEY CHECK (LENGTH(Label) < 191),
    Red INTEGER NOT NULL DEFAULT 0,
    Green INTEGER NOT NULL DEFAULT 0,
    Blue INTEGER NOT NULL DEFAULT 0);
CREATE TABLE CODERRELATIONS (
    ID INTEGER NOT NULL PRIMARY KEY,
    Coder INTEGER REFERENCES CODERS (ID) ON DELETE CASCADE,
    OtherCoder INTEGER REFERENCES CODERS (ID) ON DELETE CASCADE,
    viewStatements INTEGER NOT NULL DEFAULT 1,
    editStatements INTEGER NOT NULL DEFAULT 1,
    viewDocuments INTEGER NOT NULL DEFAULT 1,
    editDocuments INTEGER NOT NULL DEFAULT 1);
CREATE TABLE STATEMENTS (
    ID INTEGER NOT NULL PRIMARY KEY,
    StatementTypeId INTEGER REFERENCES STATEMENTTYPES (ID) ON DELETE CASCADE,
    DocumentId INTEGER REFERENCES DOCUMENTS (ID) ON DELETE CASCADE,
    Start INTEGER NOT NULL CHECK (Start >= 0),
    Stop INTEGER NOT NULL CHECK (Stop >= 0),
    Coder INTEGER REFERENCES CODERS (ID) ON DELETE CASCADE,
    CHECK (Start < Stop));
CREATE TABLE DATABOOLEAN (
    ID INTEGER PRIMARY KEY NOT NULL,
    StatementId INTEGER NOT NULL REFERENCES STATEMENTS (ID) ON DELETE CASCADE,
    VariableId INTEGER NOT NULL REFERENCES VARIABLES (ID) ON DELETE CASCADE,
    Value INTEGER NOT NULL DEFAULT 1,
    UNIQUE (StatementId, VariableId));
CREATE TABLE DATAINTEGER (
    ID INTEGER PRIMARY KEY NOT NULL,
    StatementId INTEGER NOT NULL REFERENCES STATEMENTS (ID) ON DELETE CASCADE,
    VariableId INTEGER NOT NULL REFERENCES VARIABLES (ID) ON DELETE CASCADE,
    Value INTEGER NOT NULL DEFAULT 0,
    UNIQUE (StatementId, VariableId));
CREATE TABLE DATALONGTEXT (
    ID INTEGER PRIMARY KEY NOT NULL,
    StatementId INTEGER NOT NULL REFERENCES STATEMENTS (ID) ON DELETE CASCADE,
    VariableId INTEGER NOT NULL REFERENCES VARIABLES (ID) ON DELETE CASCADE,
    Value TEXT DEFAULT '',
    UNIQUE (StatementId, VariableId));
CREATE TABLE ENTITIES (
    ID INTEGER PRIMARY KEY NOT NULL,
    VariableId INTEGER NOT NULL REFERENCES VARIABLES (ID) ON DELETE CASCADE,
    Value TEXT NOT NULL DEFAULT '' CHECK (LENGTH(Value) < 191),
    Red INTEGER DEFAULT 0,
    Green INTEGER DEFAULT 0,
    Blue INTEGER DEFAULT 0,
    ChildOf INTEGER CHECK (ChildOf > 0) REFERENCES ENTITIES (ID) ON DELETE CASCADE,
    UNIQUE (VariableId, Value));
CREATE TABLE DATASHORTTEXT (
    ID INTEGER PRIMARY KEY NOT NULL,
    StatementId INTEGER NOT NULL REFERENCES STATEMENTS (ID) ON DELETE CASCADE,
    VariableId INTEGER NOT NULL REFERENCES VARIABLES (ID) ON DELETE CASCADE,
    Entity INTEGER NOT NULL REFERENCES ENTITIES (ID) ON DELETE CASCADE,
    UNIQUE (StatementId, VariableId));
CREATE TABLE ATTRIBUTEVARIABLES (
    ID INTEGER PRIMARY KEY NOT NULL,
    VariableId INTEGER NOT NULL REFERENCES VARIABLES (ID) ON DELETE CASCADE,
    AttributeVariable TEXT NOT NULL CHECK (LENGTH(AttributeVariable) < 191),
    UNIQUE (VariableId, AttributeVariable));
CREATE TABLE ATTRIBUTEVALUES (
    ID INTEGER PRIMARY KEY NOT NULL,
    EntityId INTEGER NOT NULL REFERENCES ENTITIES (ID) ON DELETE CASCADE,
    AttributeVariableId INTEGER NOT NULL
        REFERENCES ATTRIBUTEVARIABLES (ID) ON DELETE CASCADE,
    AttributeValue TEXT NOT NULL DEFAULT '' CHECK (LENGTH(AttributeValue) < 191),
    UNIQUE (EntityId, AttributeVariableId));
INSERT INTO SETTINGS VALUES ('version', '3.1.1'), ('date', '2026-06-01');
INSERT INTO STATEMENTTYPES VALUES
    (1, 'DNA Statement', 239, 208, 51), (2, 'Diplomatic act', 51, 130, 208);
INSERT INTO VARIABLES VALUES
    (1, 'person', 'short text', 1), (2, 'organization', 'short text', 1),
    (3, 'concept', 'short text', 1), (4, 'agreement', 'boolean', 1),
    (5, 'actor', 'short text', 2), (6, 'recipient', 'short text', 2),
    (7, 'act', 'short text', 2), (8, 'issue', 'short text', 2),
    (9, 'speaker', 'short text', 2), (10, 'negated', 'boolean', 2),
    (11, 'id', 'long text', 2);
INSERT INTO ENTITIES (VariableId, Value)
    SELECT ID, '' FROM VARIABLES WHERE DataType = 'short text';
INSERT INTO ATTRIBUTEVARIABLES (VariableId, AttributeVariable)
    SELECT v.ID, n.column1 FROM VARIABLES AS v,
           (VALUES ('Type'), ('Alias'), ('Notes')) AS n
    WHERE v.DataType = 'short text';

-- name: dna_coder
INSERT INTO CODERS (ID, Name, Password) VALUES (1, 'Admin', ?1);

-- name: dna_document
INSERT INTO DOCUMENTS (ID, Title, Text, Coder, Author, Source, Section, Notes,
                       Type, Date)
VALUES (?1, substr(?2, 1, 190), ?3, 1, substr(?4, 1, 190), substr(?5, 1, 190),
        '', ?6, substr(?7, 1, 190),
        coalesce(CAST(strftime('%s', substr(?8 || '-01-01', 1, 10)) AS INTEGER),
                 0));

-- name: dna_statement
INSERT INTO STATEMENTS (StatementTypeId, DocumentId, Start, Stop, Coder)
VALUES (?1, ?2, ?3, ?4, 1);

-- name: dna_entity
INSERT OR IGNORE INTO ENTITIES (VariableId, Value)
VALUES (?1, substr(?2, 1, 190));

-- name: dna_short
INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity)
SELECT ?1, ?2, ID FROM ENTITIES WHERE VariableId = ?2
   AND Value = substr(?3, 1, 190);

-- name: dna_boolean
INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?1, ?2, ?3);

-- name: dna_long
INSERT INTO DATALONGTEXT (StatementId, VariableId, Value) VALUES (?1, ?2, ?3);

-- name: dna_finish
INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue)
SELECT e.ID, a.ID, '' FROM ENTITIES AS e JOIN ATTRIBUTEVARIABLES AS a
       ON a.VariableId = e.VariableId;
COMMIT;

-- name: dna_documents
SELECT ID, Title, Text, Author, Source, Notes, Type,
       strftime('%Y-%m-%d', Date, 'unixepoch')
FROM DOCUMENTS ORDER BY ID;

-- name: dna_is_one
SELECT Value FROM SETTINGS WHERE Property = 'version';

-- name: dna_statements
SELECT s.ID, s.DocumentId, s.Start, s.Stop, c.Name, t.Label
FROM STATEMENTS AS s LEFT JOIN CODERS AS c ON c.ID = s.Coder
     JOIN STATEMENTTYPES AS t ON t.ID = s.StatementTypeId
ORDER BY s.DocumentId, s.Start, s.Stop, s.ID;

-- name: dna_values
SELECT v.Variable, e.Value FROM DATASHORTTEXT AS d
       JOIN VARIABLES AS v ON v.ID = d.VariableId
       JOIN ENTITIES AS e ON e.ID = d.Entity WHERE d.StatementId = ?1
UNION ALL
SELECT v.Variable, CAST(d.Value AS TEXT) FROM DATABOOLEAN AS d
       JOIN VARIABLES AS v ON v.ID = d.VariableId WHERE d.StatementId = ?1
UNION ALL
SELECT v.Variable, CAST(d.Value AS TEXT) FROM DATAINTEGER AS d
       JOIN VARIABLES AS v ON v.ID = d.VariableId WHERE d.StatementId = ?1
UNION ALL
SELECT v.Variable, d.Value FROM DATALONGTEXT AS d
       JOIN VARIABLES AS v ON v.ID = d.VariableId WHERE d.StatementId = ?1;
