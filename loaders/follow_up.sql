-- The sheet of matters followed until they are done. Grain: submission, matter (matter_kind, content, due_on); `content_key` is the
-- matched form of `content`. completed_on is null while a matter is open. A return without the sheet reports nothing of it,
-- and has no place for its columns in submission.places.
create table if not exists follow_up (
    submission varchar not null, row_number integer not null, matter_kind varchar not null, content varchar not null,
    content_key varchar not null, due_on date not null, completed_on date, note varchar
);
