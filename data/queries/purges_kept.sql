-- What has been purged, as it was kept? Grain: submission.
select submission, purged_at, purged_by, reason, has_titles from purge order by purged_at
