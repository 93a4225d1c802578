-- The first line of the roster that cannot be read, with the field at fault. What a name or an
-- identity number should be is asked only of lines that the registry does not know (see resolve).
SELECT line, field, got, expected
FROM (
    SELECT
        line,
        CASE
            WHEN identity_number IS NULL THEN 'identity_number'
            WHEN name IS NULL THEN 'name'
            WHEN amount IS NULL OR amount !~ '^(0|[1-9][0-9]{0,15})(\.[0-9]{1,2})?$'
                OR amount ~ '^0(\.0{1,2})?$' THEN 'amount'
            WHEN account_number !~ '^[A-Za-z0-9-]{1,34}$' THEN 'account_number'
            WHEN remark ~ '[[:cntrl:]|\\]' OR remark ~ '^[=+@-]' OR length(remark) > 100
                THEN 'remark'
        END AS field,
        identity_number, name, amount, account_number, remark
    FROM roster_text
) AS cell
CROSS JOIN LATERAL (
    SELECT * FROM (VALUES
        ('identity_number', coalesce(identity_number, ''), '18 characters 十八位身份证号码'),
        ('name', coalesce(name, ''), 'a name 姓名'),
        ('amount', coalesce(amount, ''),
            'yuan above 0, plain digits, at most two decimals 大于零的元，半角数字，最多两位小数'),
        ('account_number', coalesce(account_number, ''), 'up to 34 letters and digits 账号'),
        ('remark', coalesce(remark, ''),
            'at most 100 characters, no formula, no | or \ 一百字以内，不得为公式')
    ) AS told (name, got, expected)
    WHERE told.name = cell.field
) AS fault (of_field, got, expected)
WHERE field IS NOT NULL
ORDER BY line
LIMIT 1
