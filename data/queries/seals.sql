-- Which figures have been sealed: all, or one by its $code, or those whose content hash begins with $content_hash (null: any)?
-- Grain: seal, the newest first; without its document.
select
    id, code, name, sealed_at, sealed_by, unit, period, as_of as known_at, profile, content_hash, catalogue, is_sample
from seal
where ($code is null or code = $code) and ($content_hash is null or starts_with(content_hash, $content_hash))
order by sealed_at desc, id desc
