-- The sheet of explanations: what a unit answers to a question that its form carried. Grain: submission, question; a blank answer has no row.
create table if not exists explanation (submission varchar not null, row_number integer not null, question varchar not null, answer varchar not null);
