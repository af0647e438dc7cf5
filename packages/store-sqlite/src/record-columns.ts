/**
 * Columns of a record, as statements read them. The database has no checksums for the rows of its tree: a column may have another
 * type than the one that was stored, an integer may be too large to be read, and a content may be missing.
 */

/** The first millisecond of 1970 has passed: nothing that expires before is ever stored. */
const FIRST_EXPIRY = 1

/**
 * When a record expires, or NULL. Integers from 2^53 on could not be read. A changed bit can turn NULL into 0, or an integer into a
 * float that is close to 0: such a record is kept, since nobody knows that it has expired.
 */
export const EXPIRES = `iif(typeof(expires) IN ('integer', 'real') AND expires >= ${FIRST_EXPIRY}, CAST(expires AS REAL), NULL)`

/** Whether a record has expired at the time that is the next parameter. */
export const HAS_EXPIRED = `expires BETWEEN ${FIRST_EXPIRY} AND ?`

/**
 * The value of a record. One that is missing or not a blob is read as a single byte, from which nothing can be decrypted: so the record
 * is found, listed and deleted, and is damaged for whoever needs its value.
 */
export const VALUE =
  "CASE 'blob' WHEN typeof(record.value) THEN record.value WHEN typeof(content.value) THEN content.value ELSE x'00' END"

export const RECORDS = "record LEFT JOIN content ON id = content"

/** The id of the content of a record. Nothing has an id that cannot be read. */
export const CONTENT_ID = `iif(typeof(content) = 'integer' AND content BETWEEN 1 AND ${Number.MAX_SAFE_INTEGER}, content, NULL)`
