-- For which periods has any return been accepted and not withdrawn? Grain: period.
select distinct period from submission where id not in (select submission from withdrawal)
