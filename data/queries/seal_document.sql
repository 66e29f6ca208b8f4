-- What stands in the seal $code? Grain: at most one row; the document as compressed JSON.
select content_hash, document
from seal
where code = $code
