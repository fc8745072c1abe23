/** The search's pure functions: folding, pinyin, words, marks, the engines on a little index, the query layer. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { memory, siteKey } from "../../frontend/base/store.mjs";
import { fold, foldWithPlaces } from "../../frontend/search/engine/fold.mjs";
import { parse } from "../../frontend/search/engine/records.mjs";
import { Scan } from "../../frontend/search/engine/scan.mjs";
import { shardOf } from "../../frontend/search/engine/shards.mjs";
import { forget, remember, unanswered } from "../../frontend/search/page/unanswered.mjs";
import { aboutBy, aboutOf } from "../../frontend/search/query/about.mjs";
import { keyOf, rootOf } from "../../frontend/search/query/latin.mjs";
import { chinese, cited, figure } from "../../frontend/search/query/numerals.mjs";
import { characters, charsOf, cut, simplify, soundingLike } from "../../frontend/search/query/pinyin.mjs";
import { marked, present } from "../../frontend/search/query/present.mjs";
import { search } from "../../frontend/search/query/query.mjs";
import { isOwner, mayWish, voiceOf } from "../../frontend/search/query/voice.mjs";
import { forbiddenIn } from "../../frontend/search/query/wish.mjs";
import { filler, groups, groupsIn, near, wordsOf } from "../../frontend/search/query/words.mjs";

const read = (/** @type {string} */ path) => readFileSync(new URL(path, import.meta.url), "utf8");
const tables = {
  pinyin: read("../../generator/content/tables/pinyin.txt").trimEnd(),
  traditional: read("../../generator/content/tables/traditional.txt").trimEnd(),
};

const TEXT = `Escripts/call.html	scripts	0
T催费电话
cK1
m给业主打电话
#open
t开场
s电话	{称呼}，您好，物业费的账单我发您。
Eobjections/empty.html	objections	1
T房子没住／空置
cK31
m业主说没住
#heard
h房子没住
h空着凭什么交
#say
s	公共部分照常要养着。
a不住也得交
Elaws/code.html	laws	
T民法典
cK81
#a585
t第五百八十五条
r违约金约得过高，可以请求减少。
r收缴率不是法律用语。
`;
const alphabet = [...new Set(TEXT)];
/** @type {import("../../frontend/search/engine/records.mjs").Ranks} as generator/search/ranks.py has them */
const ranks = {
  T: [0, 1.5, 1.6],
  c: [0, 1.5, 0],
  h: [1, 1.5, 1.6],
  t: [1.2, 1.3, 1.4],
  m: [1.6, 1.3, 1.2],
  p: [2, 1, 1.1],
  s: [2, 0.9, 0.9],
  r: [3, 0.8, 0.9],
  a: [3.5, 0.6, 0.6],
};
const engine = new Scan(parse(TEXT, ranks));
const [used, sounds, others] = [
  new Set([...alphabet, ..."滞纳金分期付款"]),
  /** @type {string[]} */ ([]),
  /** @type {string[]} */ ([]),
];
for (const [name, chars] of tables.pinyin.split("\n").map((row) => row.split(" "))) {
  sounds.push(`${name} ${[...chars].filter((char) => used.has(char)).join("")}`);
  others.push(...[...chars].filter((char) => !used.has(char)).map((char) => char + name));
}
const known = characters(sounds, [...others, ...tables.traditional.split("\n")]);
/** @type {[string[], string[], string][]} */
const synonyms = [
  [["违约金"], ["滞纳金"], "滞纳金是行政上的词"],
  [["空置", "没住"], ["没人住"], ""],
];
/** @type {import("../../frontend/search/query/query.mjs").Core} */
const core = {
  ranks,
  alphabet: alphabet.join(""),
  stop: ["怎么办", "业主", "的"],
  heard: "我|凭什么",
  others: "他|业主",
  voice: new Map(),
  redlines: -1,
  greetings: ["谢谢", "你好"],
  before: [],
  cited: ["laws"],
  folders: /** @type {[string, string][]} */ ([["laws", "法条"]]),
  facets: [
    [
      "property",
      "业态",
      [
        ["商业", "商业", false],
        ["小区", "小区", false],
      ],
    ],
  ],
};

const knowledge = {
  forbidden: async () => /** @type {string[]} */ ([]),
  groups: async () => groups(synonyms),
  characters: async () => known,
  everyday: async () => ["食堂"],
  about: async () => null,
};

/** @param {string} query @param {boolean} [literal] */
async function ask(query, literal) {
  const answer = await search(engine, core, query, knowledge, { literal });
  const records = await engine.read(answer.hits.map(({ number }) => number));
  return { ...answer, pages: present(answer.hits, records, answer.marks, { query: fold(query), most: 9 }).pages };
}
const paths = async (/** @type {string} */ query) => (await ask(query)).pages.map(({ path }) => path.split("/")[0]);

test("folding gives what the build gives", () => {
  for (const [text, folded] of JSON.parse(read("../shared/fold.json"))) assert.equal(fold(text), folded, text);
});

test("every folded character knows the place it came from", () => {
  for (const [text] of JSON.parse(read("../shared/fold.json"))) {
    const { text: folded, places } = foldWithPlaces(text);
    assert.equal(places.length, folded.length + 1);
    assert.deepEqual(
      [...places].sort((a, b) => a - b),
      places,
    );
  }
  assert.deepEqual(marked("（Ａ）物业 费 A", ["物业费", "a"]), [
    [1, 2],
    [3, 9],
  ]);
});

test("files of keys are those of generator/search/shards.py", () => {
  assert.deepEqual(
    ["物业", "缴", "k3", "𠮷"].map((key) => shardOf(key, 1024)),
    JSON.parse(read("../shared/places.json")),
  );
});

test("Latin letters are cut into syllables, initials, and a beginning at the end", () => {
  assert.deepEqual(cut("wuyefei", known)[0], ["wu", "ye", "fei"]);
  assert.deepEqual(cut("wyf", known)[0], ["w", "y", "f"]);
  assert.deepEqual(cut("wuyefe", known)[0], ["wu", "ye", "fe"]);
  assert.ok(cut("xian", known).some((pieces) => pieces.join(" ") === "xi an"));
  assert.deepEqual(cut("shou jiao lü", known)[0], ["shou", "jiao", "lv"]);
  assert.match(charsOf("lv", known), /率/);
});

test("characters that sound alike, also where zh and z, n and l, ing and in are one", () => {
  assert.ok(soundingLike("那", known).includes("纳"));
  assert.ok(soundingLike("歧", known).includes("期"));
  assert.equal(simplify("違約金與業主", known), "违约金与业主");
});

test("words, stop words, near misses", () => {
  assert.deepEqual(wordsOf("商铺，电话 商铺　K1"), ["商铺", "电话", "k1"]);
  assert.deepEqual(filler("业主的车", ["业主", "的"]), [1, 1, 1, 0]);
  assert.deepEqual(
    [
      near("支付另", "支付令"),
      near("付支令", "支付令"),
      near("支令", "支付令"),
      near("支付令", "支付令"),
      near("催缴", "支付"),
    ],
    [true, true, true, false, false],
  );
  const found = groupsIn(
    groups([
      [["服务差"], [], ""],
      [["物业"], [], ""],
      [["物业费"], [], ""],
    ]),
    "服务这么差还收物业费",
  );
  assert.deepEqual(
    found.map(({ word, apart }) => [word, apart]),
    [
      ["服务差", true],
      ["物业费", false],
    ],
  );
});

test("title before heard before words to say before the rest", async () => {
  assert.deepEqual(await paths("没住"), ["objections"]);
  assert.deepEqual(await paths("电话"), ["scripts"]);
  assert.deepEqual(await paths("k31"), ["objections"]);
  assert.deepEqual(await paths("法条 违约金"), ["laws"]);
  assert.deepEqual((await ask("违约金 催费")).how[0], ["left_out", "违约金"]); // no record holds both
});

test("synonyms only lead one way, and say what the law says", async () => {
  const { pages, how, notes } = await ask("滞纳金");
  assert.deepEqual([pages[0].path, how[0][0], notes], ["laws/code.html", "also", ["滞纳金是行政上的词"]]);
  assert.deepEqual(
    (await ask("违约金")).marks.some(([mark]) => mark === "滞纳金"),
    false,
  );
});

test("traditional, pinyin, initials, mixed, a wrong character; each is told", async () => {
  for (const [query, path, how] of [
    ["違約金", "laws", "simplified"],
    ["weiyuejin", "laws", "read_as"],
    ["wyj", "laws", "read_as"],
    ["违约jin", "laws", "read_as"],
    ["shoujiaolv", "laws", "read_as"],
    ["违约今", "laws", "instead"],
  ]) {
    const answer = await ask(query);
    assert.equal(answer.pages[0]?.path.split("/")[0], path, query);
    assert.equal(answer.how[0][0], how, query);
  }
});

test("what merely sounds like a record's words is not taken for a question it answers", async () => {
  assert.equal((await ask("空着凭什么的孩子")).verdict, "found");
  assert.equal((await ask("空着凭什么的食堂")).verdict, "nearest"); // that is what it is about
  assert.equal((await ask("恐招瓶窑")).verdict, "nearest"); // 空着, 凭要: of the typed characters none is there
  assert.notEqual((await ask("芳纸")).how[0]?.[0], "instead"); // both characters of 房子 wrong
});

test("a correction can be refused", async () => {
  assert.ok((await ask("违约今", true)).how.every(([key]) => key !== "instead"));
});

test("a greeting is no question, and never taken for another word", async () => {
  for (const query of ["谢谢", "你好", "谢谢，你好的"]) {
    const { verdict, how } = await ask(query);
    assert.deepEqual([verdict, how], ["none", []], query);
  }
});

test("figures are Chinese numerals, and a number of an article is cut from the name before it", async () => {
  assert.deepEqual([944, 10, 15, 101, 1020, 3000].map(chinese), [
    "九百四十四",
    "十",
    "十五",
    "一百零一",
    "一千零二十",
    "三千",
  ]);
  assert.deepEqual(["九百四十四", "十", "十五", "一百零一", "一千零二十", "三千", "二五"].map(figure), [
    944,
    10,
    15,
    101,
    1020,
    3000,
    Number.NaN,
  ]);
  assert.deepEqual(cited("民法典第944条"), ["民法典", "第944条"]);
  assert.deepEqual(cited("585条第2款"), ["585条", "第2款"]);
  for (const query of ["585", "第585条", "民法典585", "民法典第五百八十五条", "五百八十五条"]) {
    const { pages, verdict } = await ask(query);
    assert.deepEqual([pages[0]?.path, pages[0]?.items[0].anchor, verdict], ["laws/code.html", "a585", "found"], query);
  }
});

test("words of one language: plurals, endings, hyphens, spellings, slips; none inside another", async () => {
  assert.equal(keyOf("e-mails"), keyOf("email"));
  assert.equal(keyOf("Wi-Fi".toLowerCase()), keyOf("wifi"));
  for (const [a, b] of [
    ["passwords", "password"],
    ["addresses", "adress"],
    ["policies", "policy"],
    ["blocking", "block"],
    ["running", "run"],
    ["encrypted", "encrypt"],
    ["travelling", "traveled"],
    ["randomised", "randomize"],
    ["behaviours", "behavior"],
    ["centre", "center"],
    ["defence", "defense"],
    ["catalogues", "catalog"],
    ["router's", "router"],
  ])
    assert.equal(keyOf(a), keyOf(b), a);
  assert.equal(rootOf("skimmers"), rootOf("skimming"));
  assert.notEqual(keyOf("address"), keyOf("add"));
  const english = new Scan(
    parse(
      "Elists/net.html\tlists\nTNetworks\n#mail\npUse several e-mail addresses\n#read\npRead the router's manual\n" +
        "#ads\npBlock ads\n",
      ranks,
    ),
  );
  const shown = async (/** @type {string} */ query) => {
    const answer = await search(english, { ...core, stop: ["the", "a"] }, query, {
      ...knowledge,
      characters: async () => null,
    });
    const records = await english.read(answer.hits.map(({ number }) => number));
    const { pages } = present(answer.hits, records, answer.marks, { query: fold(query), most: 3 });
    return pages[0]?.items[0].anchor;
  };
  assert.deepEqual(
    await Promise.all(["email", "emails", "addres", "routers", "ad", "reading manuals", "the"].map(shown)),
    ["mail", "mail", "mail", "read", "ads", "read", undefined],
  );
});

test("what names a danger comes first, a red line only for what a colleague wishes to do", async () => {
  /** @type {import("../../frontend/search/query/first.mjs").First[]} */
  const before = [
    [["过世"], 1, "say", false],
    [["停他水"], 2, "a585", true],
  ];
  const first = async (/** @type {string} */ query) => {
    const { hits, verdict } = await search(engine, { ...core, before }, query, knowledge);
    return [hits[0]?.number, hits[0]?.anchors?.[0] || "", verdict];
  };
  assert.deepEqual(await first("老人过世了物业费谁交"), [1, "say", "found"]);
  assert.deepEqual(await first("能不能停他的水"), [2, "a585", "found"]);
  assert.notEqual((await first("我的水你们凭什么停"))[0], 2);
});

test("what the rules forbid comes first with their items, but for who is in danger", async () => {
  /** @type {import("../../frontend/search/query/first.mjs").First[]} */
  const before = [[["过世"], 1, "say", false]];
  const forbidden = async () => ["A585", "R9"];
  const first = async (/** @type {string} */ query) => {
    const some = { ...knowledge, forbidden };
    const [hit] = (await search(engine, { ...core, before, redlines: 2 }, query, some)).hits;
    return [hit.number, hit.anchors];
  };
  assert.deepEqual(await first("把他的门锁了"), [2, ["a585", "r9"]]);
  assert.deepEqual(await first("老人过世了把他的门锁了"), [1, ["say"]]);
});

test("a wish is judged without what asks for leave, and as said of somebody who owes", () => {
  /** @param {string} text */
  const finds = (text) => (text === "他欠钱，把他的水停了" ? [{ rule: "R1", severity: "forbidden" }] : []);
  const wish = { leave: "能不能|[?？]$", begins: "^把", said_of: "他欠钱，{wish}" };
  assert.deepEqual(forbiddenIn(finds, wish, "能不能把他的水停了？"), ["R1"]);
  assert.deepEqual(forbiddenIn(finds, wish, "谁把他的水停了"), []);
});

test("who speaks is told by the pairs that owners and colleagues use, and by wording", () => {
  const own = {
    voice: new Map([
      ["凭啥", 2],
      ["怎么", -2],
    ]),
    heard: "我",
    others: "他",
  };
  assert.ok(isOwner(own, "凭啥要交"));
  assert.ok(voiceOf(own, "我怎么回他") === voiceOf(own, "怎么") && voiceOf(own, "怎么") < 1);
  assert.ok(mayWish(own, "怎么关") && mayWish(own, "凭啥他不交") && !mayWish(own, "凭啥你锁我门"));
});

test("a record is about what its titles, what is heard and what is asked say, and what it is sought by", async () => {
  const records = parse(TEXT, ranks);
  const nearest = (/** @type {{ near: Map<number, number> }} */ { near }) => [...near].sort((a, b) => b[1] - a[1])[0];
  assert.deepEqual(nearest(aboutOf(records, [])("空着的房子也要交")), [1, 1]);
  assert.deepEqual(nearest(aboutOf(records, [])("第五百条")), [2, 1]);
  const sought = ["第一句讲啥\n开口咋讲", "", ""];
  assert.deepEqual(nearest(aboutOf(records, sought)("开口先讲啥")), [0, 1]);
  assert.ok([...aboutOf(records, [])("zzz").near.values()].every((share) => share === 0));
  const elsewhere = aboutOf(records, [...sought, "食堂几点开饭\n食堂吃啥"]);
  assert.ok(elsewhere("食堂开饭").elsewhere && !elsewhere("空着的房子").elsewhere);
  const about = aboutBy(async () => sought);
  const scan = new Scan(records);
  assert.equal(await about(scan), await about(scan), "it is made once");
  assert.equal(await about(/** @type {any} */ ({})), null);
});

test("a question that no line has the words of leads where its like are asked", async () => {
  const about = /** @type {any} */ (aboutBy(async () => ["开口咋讲", "", ""]));
  const answer = await search(engine, core, "咋讲嘛", { ...knowledge, about });
  assert.deepEqual([answer.hits[0].number, answer.verdict], [0, "nearest"]);
  assert.deepEqual((await ask("咋讲嘛")).pages, []);
});

test("what an owner says leads to the objection, with its reply to copy", async () => {
  const { pages } = await ask("我房子空着你们凭什么让我交钱");
  assert.equal(pages[0].path, "objections/empty.html");
  assert.ok(pages[0].items.some(({ say }) => say.startsWith("公共部分")));
});

test("nothing at all", async () => {
  assert.deepEqual((await ask("   ")).pages, []);
  assert.deepEqual((await ask("zzz%%%")).pages, []);
});

test("queries without a result are counted, the last one first, and can be forgotten", () => {
  const store = memory();
  for (const query of ["哈雷", "彗星", "哈雷"]) remember(query, "2026-11-23", store);
  assert.deepEqual(
    unanswered(store).map(({ query, times }) => [query, times]),
    [
      ["哈雷", 2],
      ["彗星", 1],
    ],
  );
  forget(store);
  assert.deepEqual(store.keys(), []);
});

test("queries that cannot be read are set aside, never thrown away", () => {
  for (const broken of ["{broken", '[{"query":"哈雷"}]', '{"哈雷":2}']) {
    const store = memory({ "huashu.unanswered": broken });
    assert.deepEqual(unanswered(store), []);
    remember("彗星", "2026-11-23", store);
    assert.deepEqual(
      unanswered(store).map(({ query }) => query),
      ["彗星"],
    );
    assert.equal(store.get(`huashu.aside.${siteKey("unanswered")}`), broken);
  }
});

test("a page that somebody has yet to confirm comes with who it waits for", () => {
  const [record] = parse("Escripts/call.html\tscripts\t0\t\t法务\nT催费电话\ncK1\n#open\nt开场\n", ranks);
  const { pages } = present([{ number: 0, reading: 0, tier: 0, wanted: [["开场"]] }], [record], [["开场", 1]], {
    query: "开场",
    most: 5,
  });
  assert.equal(pages[0]?.pending, "法务");
});

test("words to say are shown for the chosen channel, else for the first, whichever the query meets", () => {
  const text =
    "Escripts/call.html\tscripts\t0\nT催费电话\ncK1\n#open\ns电话\t您好\ns微信\t欠了几个月\n#end\ns\t再见，几个月后见\n";
  const shown = (/** @type {string} */ channel) => {
    const [record] = parse(text, ranks);
    const hit = { number: 0, reading: 0, tier: 0, wanted: [["几个月"]] };
    const { pages } = present([hit], [record], [["几个月", 1]], { query: "几个月", most: 5, channel });
    return pages[0].items.map((item) => [item.channel, item.text, item.say]);
  };
  const always = ["", "再见，几个月后见", "再见，几个月后见"];
  assert.deepEqual(shown("").sort(), [always, ["电话", "您好", "您好"]]);
  assert.deepEqual(shown("短信").sort(), [always, ["电话", "您好", "您好"]]);
  assert.deepEqual(shown("微信").sort(), [always, ["微信", "欠了几个月", "欠了几个月"]]);
});
