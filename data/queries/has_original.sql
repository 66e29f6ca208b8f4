-- Is the file of $submission still kept as it was sent? Grain: one row.
select count(*) > 0 as is_kept from original where submission = $submission and octet_length(content) > 0
