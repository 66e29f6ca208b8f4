-- Every return ever accepted. Grain: submission.
select id, unit, period, received_at, received_by, file_name, sha256, content_hash from submission order by received_at
