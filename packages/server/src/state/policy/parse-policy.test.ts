import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { parsePolicy } from "./parse-policy.ts"
import { capabilityBits, type PathRule } from "./path-rule.ts"
import { PolicyParseError } from "./policy-parse-error.ts"

const onlyRule = (text: string): PathRule => {
  const { rules } = parsePolicy(text)
  assert.strictEqual(rules.length, 1)
  return rules[0]!
}

const failureOf = (text: string): PolicyParseError => {
  try {
    parsePolicy(text)
  } catch (error) {
    if (error instanceof PolicyParseError) return error
    throw error
  }
  return assert.fail(`was read: ${text}`)
}

const bits = (...names: ReadonlyArray<keyof typeof capabilityBits>): number =>
  names.reduce((sum, name) => sum | capabilityBits[name], 0)

describe("a policy in HCL", () => {
  it("has rules, in their order (PO-01)", () => {
    const { root, rules } = parsePolicy(
      'path "kv1/a" {\n  capabilities = ["read", "sudo",]\n}\npath "kv1/b*" { capabilities = ["list"] }\n'
    )
    assert.strictEqual(root, false)
    assert.deepStrictEqual(
      rules.map(({ pattern, capabilities }) => [pattern, capabilities]),
      [
        ["kv1/a", bits("read", "sudo")],
        ["kv1/b*", bits("list")]
      ]
    )
  })

  it("can be just a comment (PO-03)", () => {
    for (const text of ["", "# nothing", "// nothing\n", "/* nothing\n at all */\n\t"])
      assert.deepStrictEqual(parsePolicy(text).rules, [])
  })

  it("can have comments anywhere, except in strings", () => {
    const rule = onlyRule(
      '# a\npath /* b */ "a#b//c" { // c\n capabilities = [ # d\n "read", /* e */ "list" ] comment = "why" }'
    )
    assert.deepStrictEqual([rule.pattern, rule.capabilities], ["a#b//c", bits("read", "list")])
  })

  it("accepts quoted keys, a name, equal signs before braces, and an empty rule (PO-06)", () => {
    const { rules } = parsePolicy('name = "n"\n"path" "/kv1/a" { }\npath "b" { "capabilities" = [] }')
    assert.deepStrictEqual(
      rules.map(({ pattern, capabilities }) => [pattern, capabilities]),
      [
        ["kv1/a", 0],
        ["b", 0]
      ]
    )
  })

  it("understands the escapes of strings", () => {
    assert.strictEqual(onlyRule(String.raw`path "a\"b\\c\u00e9\U0001F511" { }`).pattern, 'a"b\\cé🔑')
  })

  it("converts the old `policy` values to capabilities", () => {
    const granted = (word: string) => onlyRule(`path "a" { policy = "${word}" }`).capabilities
    assert.strictEqual(granted("deny"), bits("deny"))
    assert.strictEqual(granted("read"), bits("read", "list"))
    assert.strictEqual(granted("write"), bits("create", "read", "update", "delete", "list"))
    assert.strictEqual(granted("sudo"), bits("create", "read", "update", "delete", "list", "sudo"))
    assert.strictEqual(
      onlyRule('path "a" { policy = "read" capabilities = ["patch"] }').capabilities,
      bits("read", "list", "patch")
    )
  })

  it("lets deny override other capabilities", () => {
    assert.strictEqual(onlyRule('path "a" { capabilities = ["read", "deny", "list"] }').capabilities, bits("deny"))
  })

  it("reads limits of the wrap TTL as strings or seconds", () => {
    const bounds = (text: string) => {
      const { minWrappingTtl, maxWrappingTtl } = onlyRule(`path "a" { ${text} }`)
      return [minWrappingTtl, maxWrappingTtl]
    }
    assert.deepStrictEqual(bounds(""), [0, 0])
    assert.deepStrictEqual(bounds('min_wrapping_ttl = "5m" max_wrapping_ttl = 3600'), [300, 3600])
    assert.deepStrictEqual(bounds('min_wrapping_ttl = "300" max_wrapping_ttl = "300s"'), [300, 300])
    assert.deepStrictEqual(bounds('min_wrapping_ttl = "400s" max_wrapping_ttl = ""'), [400, 0])
    assert.deepStrictEqual(bounds('min_wrapping_ttl = "500ms" max_wrapping_ttl = "1.5s"'), [0.5, 1.5])
  })

  it("reads parameter rules: names in lower case, values of any kind (PO-12)", () => {
    const rule = onlyRule(`path "a" {
      allowed_parameters = { "N" = [1, 2.5, -3] "f" = [true], "l" = [["x", "y"]]
        __proto__ = [] "m" = [{ "k" = "v" }] }
      denied_parameters { "*" = [] }
      required_parameters = ["s", "T"]
    }`)
    assert.deepStrictEqual(
      [...(rule.allowedParameters ?? [])],
      [
        ["n", [1, 2.5, -3]],
        ["f", [true]],
        ["l", [["x", "y"]]],
        ["__proto__", []],
        ["m", [new Map([["k", "v"]])]]
      ]
    )
    assert.deepStrictEqual([...(rule.deniedParameters ?? [])], [["*", []]])
    assert.deepStrictEqual(rule.requiredParameters, ["s", "T"])
  })

  it("reads when a rule expires (PO-16)", () => {
    const expiration = (value: string) => onlyRule(`path "a" { expiration = ${value} }`).expiration
    assert.strictEqual(expiration('"2199-01-01T00:00:00Z"'), Date.UTC(2199, 0, 1))
    assert.strictEqual(expiration('"2199-01-01T01:00:00.5+01:00"'), Date.UTC(2199, 0, 1) + 500)
    assert.strictEqual(expiration('"1000000000"'), 1_000_000_000_000)
    assert.strictEqual(expiration("1000000000"), 1_000_000_000_000)
    assert.strictEqual(expiration('""'), undefined)
  })
})

describe("a policy in JSON", () => {
  it("has the same rules as in HCL (PO-03)", () => {
    const hcl =
      'path "kv1/a" { capabilities = ["read", "list"] allowed_parameters = { "a" = ["x", 1] } } path "kv1/b" { policy = "write" }'
    const json =
      '{"path":{"kv1/a":{"capabilities":["read","list"],"allowed_parameters":{"a":["x",1]}},"kv1/b":{"policy":"write"}}}'
    assert.deepStrictEqual(parsePolicy(json), parsePolicy(hcl))
  })

  it("can have null, escapes and unusual names", () => {
    const rule = onlyRule(
      '\n{ "path": { "\\/__proto__\\ud83d\\udd11": { "denied_parameters": { "a": [null, {"k": []}] } } } }'
    )
    assert.strictEqual(rule.pattern, "__proto__🔑")
    assert.deepStrictEqual(rule.deniedParameters?.get("a"), [null, new Map([["k", []]])])
  })

  it("accepts nothing but JSON", () => {
    for (const text of [
      "{",
      "{}{}",
      '{"path":{},}',
      '{"path":[]}',
      '{"path":{"a":[]}}',
      '{"path":{"a":{"capabilities":["read",]}}}',
      "{path:{}}",
      '{"path" = {}}',
      '{"path":{"a\tb":{}}}',
      '{"path":{}} # comment',
      '{"path":{"a":{"min_wrapping_ttl":01}}}',
      "null",
      "[]"
    ])
      assert.match(failureOf(text).message, /^failed to parse policy: /, text)
  })
})

describe("an invalid policy", () => {
  const refusals: ReadonlyArray<
    readonly [title: string, text: string, line: number, column: number, message: RegExp | string]
  > = [
    ["an unterminated string (PO-06)", 'path "kv1/a', 1, 6, "failed to parse policy: At 1:6: unterminated string"],
    ["a string over two lines", 'path "kv1\n/a" {}', 1, 6, /unterminated string/],
    [
      "a block that does not end",
      'path "a" {\n  capabilities = ["read"]\n',
      3,
      1,
      /At 3:1: expected a name or "}", found the end of the policy/
    ],
    ["a comment that does not end", "# ok\n  /* open", 2, 3, /unterminated comment/],
    ["an unknown block (PO-06)", '\npth "kv1/a" { capabilities = ["read"] }', 2, 1, /invalid key "pth"/],
    ["an unknown key", 'path "a" { capability = ["read"] }', 1, 12, /path "a": At 1:12: invalid key "capability"/],
    ["a key that is not supported", 'path "a" { pagination_limit = 2 }', 1, 12, /pagination_limit is not supported/],
    ["a key that stands twice", 'path "a" { policy = "read" policy = "deny" }', 1, 28, /duplicate key "policy"/],
    [
      "capabilities that are no list (PO-06)",
      'path "kv1/a" { capabilities = "read" }',
      1,
      31,
      /path "kv1\/a": At 1:31: capabilities must be a list of strings/
    ],
    ["capabilities that are no strings", 'path "a" { capabilities = [read] }', 1, 28, /expected a value, found "read"/],
    ["capabilities that are numbers", 'path "a" { capabilities = [1] }', 1, 28, /list of strings/],
    [
      "an unknown capability",
      'path "kv1/a" { capabilities = ["read", "wrap"] }',
      1,
      40,
      'failed to parse policy: path "kv1/a": invalid capability "wrap"'
    ],
    ["root is no capability to grant", 'path "a" { capabilities = ["root"] }', 1, 28, /invalid capability "root"/],
    [
      "an unknown old word (PO-06)",
      'path "kv1/a" { policy = "all" }',
      1,
      25,
      'failed to parse policy: path "kv1/a": invalid policy "all"'
    ],
    [
      "a bound that is no time (PO-06)",
      'path "kv1/a" { max_wrapping_ttl = "soon" }',
      1,
      35,
      /error parsing max_wrapping_ttl: At 1:35: /
    ],
    [
      "a bound without quotes",
      'path "a" { max_wrapping_ttl = 5m }',
      1,
      31,
      /"5m" is not a number; strings must be quoted/
    ],
    ["a negative limit", 'path "a" { min_wrapping_ttl = -1 }', 1, 31, /cannot be negative/],
    ["a bound of another kind", 'path "a" { min_wrapping_ttl = true }', 1, 31, /must be a duration/],
    [
      "bounds the wrong way round (PB-09, PO-06, RW-PB-3)",
      'path "x" { capabilities = ["read"] min_wrapping_ttl = "400s" max_wrapping_ttl = "300s" }',
      1,
      6,
      "failed to parse policy: max_wrapping_ttl cannot be less than min_wrapping_ttl"
    ],
    [
      "an expiration that is no time (PO-06)",
      'path "a" { expiration = "tomorrow" }',
      1,
      25,
      /path "a": invalid expiration time: At 1:25: must be a time/
    ],
    ["an expiration on no day", 'path "a" { expiration = "2030-13-41T00:00:00Z" }', 1, 25, /invalid expiration time/],
    [
      "parameters that are no map (PO-06)",
      'path "a" { allowed_parameters = "x" }',
      1,
      33,
      /allowed_parameters must be an object of lists/
    ],
    [
      "parameters whose values are no list",
      'path "a" { allowed_parameters = { "p" = "x" } }',
      1,
      41,
      /the values of "p" must be a list/
    ],
    [
      "+ and * in one",
      'path "secret/+*" { }',
      1,
      6,
      "failed to parse policy: path \"secret/+*\": invalid use of wildcards ('+*' is forbidden)"
    ],
    ["+ with more in its segment", 'path "secret/+foo" { }', 1, 6, /'\+' must be a whole segment/],
    ["a template", 'path "secret/{{identity.entity.id}}/*" { }', 1, 6, /templates \({{…}}\) are not supported/],
    ["a path without a name", 'path { capabilities = ["read"] }', 1, 1, /"path" needs a path/],
    ["two names", 'path "a" "b" { }', 1, 10, /a single path/],
    ["no block", 'path "a" = 1', 1, 10, /expected "{", found "="/],
    ["a heredoc", 'path "a" { comment = <<EOF\nx\nEOF\n}', 1, 22, /heredocs are not supported/],
    ["an unknown escape", String.raw`path "a\q" { }`, 1, 8, /unknown escape/],
    ["a character that does not exist", String.raw`path "a\UFFFFFFFF" { }`, 1, 8, /hexadecimal digits/],
    ["a character out of place", 'path "a" { ; }', 1, 12, /unexpected character ";"/],
    ["a number instead of a policy (PO-03)", "5", 1, 1, /failed to parse policy: At 1:1: expected a name, found "5"/],
    [
      "lists without commas",
      'path "a" { capabilities = ["read" "list"] }',
      1,
      35,
      /expected "," or "\]", found a string/
    ],
    ["too deep", `path "a" { allowed_parameters = { "p" = ${"[".repeat(10_000)} } }`, 1, 72, /nested too deeply/],
    ["too deep in JSON", `{"path":${'{"a":'.repeat(10_000)}`, 1, 170, /nested too deeply/]
  ]
  for (const [title, text, line, column, message] of refusals) {
    it(`says what is wrong and where: ${title}`, () => {
      const error = failureOf(text)
      assert.deepStrictEqual([error.line, error.column], [line, column])
      if (typeof message === "string") assert.strictEqual(error.message, message)
      else assert.match(error.message, message)
      assert.match(error.message, /^failed to parse policy: /)
    })
  }

  it("takes a + inside a segment literally, as the original does", () => {
    assert.strictEqual(onlyRule('path "secret/c++/ann+x" { }').pattern, "secret/c++/ann+x")
  })
})

describe("any text", () => {
  const fragments = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          'path "a" ',
          "{",
          "}",
          "[",
          "]",
          ",",
          "=",
          ":",
          '"',
          "\\",
          "#",
          "/*",
          "*/",
          "//",
          "\n",
          " ",
          "<<",
          "-",
          "true",
          "null"
        ),
        fc.constantFrom(
          "capabilities",
          '"capabilities"',
          '"read"',
          "policy",
          "allowed_parameters",
          "min_wrapping_ttl",
          "expiration",
          '"path"'
        ),
        fc.string({ unit: "binary", maxLength: 6 }),
        fc.json()
      ),
      { maxLength: 30 }
    )
    .map((parts) => parts.join(""))

  it("is parsed, or rejected with a valid line and column", () => {
    fc.assert(
      fc.property(fc.oneof(fragments, fc.json(), fc.string({ unit: "binary" })), (text) => {
        try {
          parsePolicy(text)
        } catch (error) {
          if (!(error instanceof PolicyParseError)) throw error
          const lines = text.split("\n")
          assert.isTrue(error.line >= 1 && error.line <= lines.length)
          assert.isTrue(error.column >= 1 && error.column <= lines[error.line - 1]!.length + 1)
        }
      }),
      { numRuns: 3000 }
    )
  })

  it("printed as JSON is parsed to the same policy", () => {
    const rules = fc.dictionary(
      fc.string({ unit: "grapheme" }).filter((path) => !/^\/|\+|\{\{|\}\}/.test(path)),
      fc.record({
        capabilities: fc.uniqueArray(
          fc.constantFrom("create", "read", "update", "delete", "list", "sudo", "patch", "scan")
        ),
        min_wrapping_ttl: fc.nat(100),
        max_wrapping_ttl: fc.integer({ min: 100, max: 1000 }),
        required_parameters: fc.array(fc.string({ unit: "binary" }))
      })
    )
    fc.assert(
      fc.property(rules, (path) => {
        const read = parsePolicy(JSON.stringify({ path })).rules
        assert.deepStrictEqual(
          read.map(({ pattern }) => pattern),
          Object.keys(path)
        )
        for (const rule of read) {
          const written = path[rule.pattern]!
          assert.strictEqual(
            rule.capabilities,
            written.capabilities.reduce((sum, name) => sum | capabilityBits[name], 0)
          )
          assert.deepStrictEqual(
            [rule.minWrappingTtl, rule.maxWrappingTtl, rule.requiredParameters],
            [written.min_wrapping_ttl, written.max_wrapping_ttl, written.required_parameters]
          )
        }
      })
    )
  })
})
