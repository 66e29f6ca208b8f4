-- The tables of the house. Facts are appended, never changed; moments (`_at`) are UTC.
-- No keys, indexes or sequences: the same SQL is to run on DuckLake, so the writing transaction checks uniqueness.
create table if not exists house (name varchar not null, value varchar not null);

-- One accepted return; the rows of its sheets stand in the tables of loaders/*.sql and name it.
create table if not exists submission (
    id varchar not null, unit varchar not null, period varchar not null,
    received_at timestamp not null, received_by varchar not null,
    file_name varchar not null, sha256 varchar not null, content_hash varchar not null,
    form_version integer not null, is_sample boolean not null,
    places varchar not null -- JSON: per sheet its name, the row of its header, the column letter of every heading
);
create table if not exists original (submission varchar not null, content blob not null);
create table if not exists withdrawal (
    submission varchar not null, withdrawn_at timestamp not null, withdrawn_by varchar not null, reason varchar not null
);
-- A return of which hashes and figures are left: its bytes and free text are gone for a reason. `has_titles`: those of courses
-- and matters are not, for papers show them.
create table if not exists purge (
    submission varchar not null, purged_at timestamp not null, purged_by varchar not null, reason varchar not null,
    has_titles boolean not null
);
-- A refused file: which cells were wrong, never what stood in them.
create table if not exists refusal (
    id varchar not null, refused_at timestamp not null, refused_by varchar not null, sha256 varchar not null,
    unit varchar, period varchar, code varchar not null, sheet varchar, cell varchar
);
-- Every act, in a chain: `seal` is made of the seal before it and of what the row says (data/audit.py).
create table if not exists audit (
    place bigint not null, id varchar not null, acted_at timestamp not null, acted_by varchar not null,
    act varchar not null, detail varchar not null, seal varchar not null
);
-- The figures of a meeting as they stood, whole (exports/seals.py); `document` is its JSON, compressed. Those of made-up
-- returns go with them.
create table if not exists seal (
    id varchar not null, code varchar not null, name varchar not null, sealed_at timestamp not null, sealed_by varchar not null,
    unit varchar not null, period varchar not null, as_of timestamp not null, profile varchar not null,
    content_hash varchar not null, catalogue varchar not null, is_sample boolean not null, document blob not null
);
-- What the breakdowns of a public seal count, withheld or not: later papers must not tell it by subtraction.
create table if not exists seal_count (
    seal varchar not null, list varchar not null, part varchar not null, counted varchar not null, cases bigint not null,
    is_withheld boolean not null
);

-- The catalogue, every version of it. A version is current from `recorded_at` until the next one is recorded. `files`: the
-- rows of catalogue/*.csv (their hash) beside which it was made on the page, `why`: for what; both null: it is those files.
create table if not exists catalogue_version (
    digest varchar not null, recorded_at timestamp not null, recorded_by varchar not null, files varchar, why varchar
);
create table if not exists units (
    catalogue varchar not null, place integer not null, code varchar not null, kind varchar not null, name varchar not null,
    parent varchar, valid_from date not null, valid_to date, successor varchar
);
create table if not exists unit_aliases (catalogue varchar not null, place integer not null, unit varchar not null, alias varchar not null, source varchar);
create table if not exists periods (
    catalogue varchar not null, place integer not null, code varchar not null, label varchar not null, year integer not null,
    quarter integer not null, year_starts_on date not null, starts_on date not null, ends_on date not null, due_on date not null
);
create table if not exists measures (
    catalogue varchar not null, place integer not null, ms integer not null, key varchar not null, section varchar not null,
    label varchar not null, kind varchar not null, value_type varchar not null, count_unit varchar, reporter varchar not null,
    required boolean not null, not_more_than varchar, clause varchar not null
);
create table if not exists topics (catalogue varchar not null, place integer not null, code varchar not null, label varchar not null, clause varchar not null);
create table if not exists cohorts (
    catalogue varchar not null, place integer not null, code varchar not null, label varchar not null, topic varchar not null,
    roster_measure varchar not null, clause varchar not null
);
create table if not exists fields (catalogue varchar not null, place integer not null, code varchar not null, label varchar not null, inspectorate_group varchar not null);
create table if not exists follow_up_kinds (
    catalogue varchar not null, place integer not null, code varchar not null, label varchar not null, pending varchar not null,
    clause varchar not null
);
create table if not exists deadlines (
    catalogue varchar not null, place integer not null, kind varchar not null, label varchar not null, step varchar not null,
    complexity varchar not null, days integer, day_type varchar not null, basis varchar not null, valid_from date not null, valid_to date
);
create table if not exists workdays (catalogue varchar not null, place integer not null, day date not null, kind varchar not null, basis varchar not null);
create table if not exists indicators (
    catalogue varchar not null, place integer not null, code varchar not null, clause varchar not null, label varchar not null,
    target_kind varchar not null, target decimal(18, 6), better varchar not null, method varchar not null, numerator varchar not null,
    denominator varchar, scope varchar not null, judged_from_quarter integer not null, basis varchar not null,
    valid_from date not null, valid_to date
);
-- The days on which an office works, numbered in order, so that the n-th working day after a day is a look-up.
create table if not exists working_day (catalogue varchar not null, day date not null, number integer not null);
-- What a leader asks a unit to explain: one figure of a period, an indicator's or a measure's (the other is null).
create table if not exists question (
    id varchar not null, unit varchar not null, period varchar not null, indicator varchar, measure varchar,
    text varchar not null, asked_at timestamp not null, asked_by varchar not null
);
-- how: closed (answered well enough, or no longer needed) | taken_back (should not have been asked; papers leave it out).
create table if not exists question_end (
    question varchar not null, how varchar not null, ended_at timestamp not null, ended_by varchar not null
);

-- Accounts: every version of each, the latest one holds. A session lives while its generation is that of its account; a new
-- password, a disabled account and «sign out everywhere» begin another. `password`: argon2id, null where none was given.
create table if not exists account (
    name varchar not null, version integer not null, changed_at timestamp not null, changed_by varchar not null,
    called varchar not null, role varchar not null, unit varchar, is_enabled boolean not null, generation integer not null,
    password varchar, must_change boolean not null
);
-- One sign-in; `token`: SHA-256 of what the browser keeps.
create table if not exists sign_in (
    token varchar not null, name varchar not null, generation integer not null, begun_at timestamp not null, expires_at timestamp not null
);
create table if not exists sign_out (token varchar not null, ended_at timestamp not null);
