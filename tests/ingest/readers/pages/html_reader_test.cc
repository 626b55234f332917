#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "base/file.h"
#include "tests/environment.h"
#include "tests/ingest/reader_helpers.h"
#include "tests/ingest/reading.h"

namespace concord {
Result<Document> ReadHtml(const Source& source);
int LooksLikeHtml(const Source& source);

namespace {

using testing::BlockLines;
using testing::FindPath;
using testing::ReadBytes;
using Lines = std::vector<std::string>;

Document Read(std::string_view bytes) {
  auto document = ReadBytes(ReadHtml, bytes);
  EXPECT_TRUE(document) << document.error().ToString();
  if (!document) return {};
  testing::ExpectPromises(*document, bytes);
  testing::ExpectSameLetters(*document, bytes);
  return *std::move(document);
}

TEST(HtmlReader, TextWithoutFurniture) {
  const Document document = Read(
      "<!DOCTYPE html><html lang=\"en-GB\"><head><title>Wells | Office</title><style>p{}</style></head><body>"
      "<nav><a href=x>Home</a></nav><h1>On wells</h1><p>Wells <b>must</b>\n be&nbsp;clean &amp; "
      "deep.<script>var x = '<p>no</p>';</script></p>"
      "<h2>Duties</h2><p>Owners must:</p><ul><li>keep a log<li>pay</ul></body></html>");
  EXPECT_EQ(document.metadata.title, "On wells");
  EXPECT_EQ(document.metadata.language, "en-GB");
  EXPECT_EQ(BlockLines(document), (Lines{": On wells", ": Wells must be clean & deep.", "duties: Duties",
                                         "duties: Owners must:", "duties: keep a log", "duties: pay"}));
  EXPECT_EQ(document.blocks[4].lead, 3);
  EXPECT_EQ(document.blocks[5].kind, BlockKind::kListItem);
}

// The three generations of the Official Journal's classes, with points laid out as tables.
TEST(HtmlReader, PointsInTables) {
  for (const std::string prefix : {"oj-", ""}) {
    const auto p = [&](const std::string& style, const std::string& text) {
      return "<p class=\"" + prefix + style + "\">" + text + "</p>";
    };
    const auto point = [&](const std::string& number, const std::string& text) {
      return "<table><tbody><tr><td>" + p("normal", number) + "</td>\n<td>" + text +
             "</td></tr></tbody></table>";
    };
    const Document document = Read(
        "<html><body>" + p("doc-ti", "REGULATION ON WELLS") + p("doc-ti", "of 1 May 2020") +
        p("normal", "Having regard to the Charter,") + p("normal", "Whereas:") +
        point("(1)", p("normal", "Wells should be clean.")) + p("normal", "HAVE ADOPTED THIS REGULATION:") +
        p("ti-section-1", "CHAPTER I") + p("ti-section-2", "GENERAL") + p("ti-art", "Article 4") +
        p("sti-art", "Logs") + p("normal", "1.&nbsp;&nbsp; Owners shall:") +
        point("(a)", p("normal", "keep a log of:") + point("(i)", p("normal", "depth;"))) +
        point("(b)", p("normal", "pay.")) + p("note", "(1) OJ L 1, p. 1.") + "</body></html>");
    EXPECT_EQ(document.metadata.title, "REGULATION ON WELLS of 1 May 2020");
    EXPECT_EQ(BlockLines(document),
              (Lines{": REGULATION ON WELLS", ": of 1 May 2020", "preamble: Having regard to the Charter,",
                     "preamble: Whereas:", "rec.1: Wells should be clean.",
                     "preamble: HAVE ADOPTED THIS REGULATION:", "chap.i: CHAPTER I", "chap.i: GENERAL",
                     "art.4: Article 4", "art.4: Logs", "art.4.1: Owners shall:", "art.4.1.a: keep a log of:",
                     "art.4.1.a.i: depth;", "art.4.1.b: pay.", "art.4.1: (1) OJ L 1, p. 1."}));
    EXPECT_EQ(document.blocks[11].lead, 10);
    EXPECT_EQ(document.blocks[12].lead, 11);
    EXPECT_EQ(document.blocks[13].lead, 10);
    EXPECT_EQ(document.blocks[14].kind, BlockKind::kFootnote);
    EXPECT_EQ(document.TextOf(FindPath(document, "art.4")->heading), "Logs");
  }
}

TEST(HtmlReader, CellsOfDataStandInReadingOrder) {
  const Document document = Read("<table><tr><th>Well<th>Depth<th>State</tr><tr><td>A<td>7<td>clean</table>");
  EXPECT_EQ(BlockLines(document), (Lines{": Well", ": Depth", ": State", ": A", ": 7", ": clean"}));
  for (const Block& block : document.blocks) EXPECT_EQ(block.kind, BlockKind::kTableCell);
}

TEST(HtmlReader, ReferencesAndStrayTagsKeepTheirPlaces) {
  const std::string bytes = "<p>a &#167; 3 &rarr; AT&T &bogus; x</bogus>y &lt;b&gt; caf&#101;&#x301;</p>";
  const Document document = Read(bytes);
  EXPECT_EQ(document.text, "a \u00A7 3 \u2192 AT&T &bogus; xy <b> caf\u00E9");
  const auto at = static_cast<uint32_t>(document.text.find("\u00A7"));
  const auto source = document.offsets.ToSource({at, at + 2});
  EXPECT_EQ(bytes.substr(source.start, source.end - source.start), "&#167;");
}

TEST(HtmlReader, WrongNestingAndTruncation) {
  EXPECT_EQ(Read("<p>one<p>two<table><tr><td>three").text, "one\ntwo\nthree");
  EXPECT_EQ(Read("<html><body><p>Hello <b").text, "Hello");
}

TEST(HtmlReader, AbsurdDepthIsRefusedWithItsPlace) {
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += "<div>";
  const auto refused = ReadBytes(ReadHtml, "<html>\n" + deep + "x");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kLimit);
  EXPECT_EQ(refused.error().line, 2U);
  // What may be nested without an end tag is not deep.
  std::string flat;
  for (int i = 0; i < 10'000; ++i) flat += "<p>x<br>";
  EXPECT_TRUE(ReadBytes(ReadHtml, "<html>" + flat));
}

TEST(HtmlReader, ATextThatIsCalledHtmlIsNone) {
  ReadLimits limits;
  EXPECT_EQ(LooksLikeHtml({"bill.html", "Union Calendar <http://x>\nSEC. 2.", &limits}), 0);
  EXPECT_GT(LooksLikeHtml({"bill.html", "{{x}}<p>y</p>", &limits}), 1);
  EXPECT_GT(LooksLikeHtml({"x", "<!DOCTYPE html><html>", &limits}), 7);
}

TEST(HtmlReader, TheCorpusIsRead) {
  CONCORD_NEED_SHARED();
  const auto root = testing::SharedDir() / "corpus" / "html";
  const auto files = ListFiles(root);
  ASSERT_TRUE(files);
  ASSERT_FALSE(files->empty());
  for (const auto& file : *files) {
    SCOPED_TRACE(file.string());
    const std::string bytes = testing::ReadFileOrDie(root / file);
    const auto document = ReadBytes(ReadHtml, bytes);
    ASSERT_TRUE(document) << document.error().ToString();
    testing::ExpectPromises(*document, bytes);
    testing::ExpectSameLetters(*document, bytes);
  }
}

// An act as the Journal lays it out, with points in tables; without "oj-" it is one of before 2023.
std::string JournalPage(const std::string& prefix) {
  std::string page = R"(<html xmlns="http://www.w3.org/1999/xhtml"><head><title>L_203100088EN.xml</title>
    <link rel="canonical" href="https://journal.example/eli/reg/2031/88/oj/eng"/></head><body>
    <table><tr><td><p class="oj-hd-ti">Journal of <br/>Lamps</p></td><td><p class="oj-hd-lg">EN</p></td></tr></table>
    <p class="oj-hd-uniq">2031/88</p><p class="oj-hd-date">9.5.2031</p>
    <p class="oj-doc-ti">REGULATION (EU) 2031/88 OF THE COUNCIL</p><p class="oj-doc-ti">of 4 May 2031</p>
    <p class="oj-normal">THE COUNCIL OF LAMPS,</p>
    <p class="oj-normal">Having regard to the opinion of the keepers <a id="ntc1" href="#ntr1">(<span class="oj-super oj-note-tag">1</span>)</a>,</p>
    <p class="oj-normal">Whereas:</p>
    <table><tr><td><p class="oj-normal">(1)</p></td><td><p class="oj-normal">It is dark.</p></td></tr></table>
    <p class="oj-normal">HAS ADOPTED THIS REGULATION:</p>
    <p class="oj-ti-section-1">CHAPTER I</p><p class="oj-ti-section-2">LAMPS</p>
    <p class="oj-ti-art">Article 1</p><p class="oj-sti-art">Light</p>
    <div id="001.001"><p class="oj-normal">1.   Keepers shall:</p>
      <table><tr><td><p class="oj-normal">(a)</p></td><td><p class="oj-normal">light lamps;</p></td></tr></table>
      <table><tr><td><p class="oj-normal">(b)</p></td><td><p class="oj-normal">watch.</p></td></tr></table>
      <p class="oj-normal">The Council shall publish the list of lamps.</p>
      <p class="oj-normal">Keepers shall not leave, save for:</p>
      <table><tr><td><p class="oj-normal">(c)</p></td><td><p class="oj-normal">illness.</p></td></tr></table></div>
    <div id="001.002"><p class="oj-normal">2.   Lamps are free.</p></div>
    <p class="oj-ti-art">Article 2</p><p class="oj-sti-art">Amendment</p>
    <p class="oj-normal">In Article 7 of Regulation (EU) 2030/1, the following paragraphs are added:</p>
    <div><p class="oj-normal">‘3.   Gulls shall be fed.</p><p class="oj-normal">4.   Crows shall not.’.</p></div>
    <p class="oj-ti-art">Article 3</p><p class="oj-normal">‘Lamp’ means a light.</p>
    <div class="oj-final"><p class="oj-normal">This Regulation shall be binding.</p><p class="oj-signatory">A. KEEPER</p></div>
    <hr class="oj-note"/><p class="oj-note"><a id="ntr1" href="#ntc1">(<span class="oj-super">1</span>)</a>  OJ Z 1, p. 2.</p>
    <p class="oj-doc-ti">ANNEX II</p><p class="oj-doc-ti">Lists</p>
    <p class="oj-ti-grseq-1"><span class="oj-bold">Section A — Towers</span></p><p class="oj-normal">1.   Northern tower, built of stone.</p>
    <p class="oj-ti-grseq-1"><span class="oj-bold">Section B — Buoys</span></p><p class="oj-normal">1.   Red buoy, made of iron.</p></body></html>)";
  for (size_t at = page.find("oj-"); prefix.empty() && at != std::string::npos; at = page.find("oj-", at))
    page.erase(at, 3);
  return page;
}

TEST(HtmlReader, AnActOfTheJournal) {
  const Document document = Read(JournalPage("oj-"));
  EXPECT_EQ(BlockLines(document),
            (Lines{": REGULATION (EU) 2031/88 OF THE COUNCIL",
                   ": of 4 May 2031",
                   ": THE COUNCIL OF LAMPS,",
                   "preamble: Having regard to the opinion of the keepers,",
                   "preamble: Whereas:",
                   "rec.1: It is dark.",
                   "preamble: HAS ADOPTED THIS REGULATION:",
                   "chap.i: CHAPTER I",
                   "chap.i: LAMPS",
                   "art.1: Article 1",
                   "art.1: Light",
                   "art.1.1: Keepers shall:",
                   "art.1.1.a: light lamps;",
                   "art.1.1.b: watch.",
                   "art.1.1: The Council shall publish the list of lamps.",
                   "art.1.1: Keepers shall not leave, save for:",
                   "art.1.1.c: illness.",
                   "art.1.2: Lamps are free.",
                   "art.2: Article 2",
                   "art.2: Amendment",
                   "art.2: In Article 7 of Regulation (EU) 2030/1, the following paragraphs are added:",
                   "art.2: ‘3. Gulls shall be fed.",
                   "art.2: 4. Crows shall not.’.",
                   "art.3: Article 3",
                   "art.3: ‘Lamp’ means a light.",
                   "conclusions: This Regulation shall be binding.",
                   "conclusions: A. KEEPER",
                   "notes: (1) OJ Z 1, p. 2.",
                   "annex.ii: ANNEX II",
                   "annex.ii: Lists",
                   "annex.ii.sec.a: Towers",
                   "annex.ii.sec.a.1: Northern tower, built of stone.",
                   "annex.ii.sec.b: Buoys",
                   "annex.ii.sec.b.1: Red buoy, made of iron."}));
  const auto kind = [&document](std::string_view text) {
    for (const Block& block : document.blocks) {
      if (document.TextOf(block.span) == text) return block.kind;
    }
    return BlockKind::kCode;
  };
  EXPECT_EQ(kind("‘3. Gulls shall be fed."), BlockKind::kQuote);
  EXPECT_EQ(kind("4. Crows shall not.’."), BlockKind::kQuote);
  EXPECT_EQ(kind("‘Lamp’ means a light."), BlockKind::kParagraph);
  EXPECT_EQ(kind("(1) OJ Z 1, p. 2."), BlockKind::kFootnote);
  EXPECT_EQ(FindPath(document, "annex.ii.sec.a")->kind, SectionKind::kPart);
  EXPECT_EQ(FindPath(document, "conclusions")->kind, SectionKind::kFront);
  EXPECT_EQ(document.metadata.identifiers.at("celex"), "32031R0088");
  EXPECT_EQ(document.metadata.identifiers.at("eli"), "http://data.europa.eu/eli/reg/2031/88/oj");
  EXPECT_EQ(document.metadata.date->ToString(), "2031-05-04");
  EXPECT_EQ(document.metadata.type, "regulation");
}

TEST(HtmlReader, TheJournalsGenerationsAreOneText) {
  const Document a = Read(JournalPage("oj-")), b = Read(JournalPage(""));
  EXPECT_EQ(BlockLines(a), BlockLines(b));
  EXPECT_EQ(a.metadata.identifiers, b.metadata.identifiers);
}

TEST(HtmlReader, AnOldActIsPlainParagraphs) {
  const Document document = Read(R"(<html><body><h1>31980R0099</h1>
    <p><strong>Council Regulation (EEC) No 99/80 of 14 January 1980 on lamps</strong> <br><em>Official Journal L 014</em></p>
    <div id="TexteOnly"><p><TXT_TE><p>COUNCIL REGULATION (EEC) No 99/80 of 14 January 1980 on lamps</p><p>THE COUNCIL OF LAMPS,</p>
    <p>Having regard to the Treaty,</p><p>Whereas lamps burn;</p><p>Whereas keepers sleep,</p><p>HAS ADOPTED THIS REGULATION:</p>
    <p>Article 1</p><p>1. Keepers shall:</p><p>(a) light the lamp;</p><p>(b) watch it.</p><p>2. Lamps are free.</p>
    <p>Article 2</p><p>This Regulation shall enter into force on 1 May 1980.</p>
    <p>This Regulation shall be binding in its entirety.</p><p>Done at Sea, 14 January 1980.</p><p>A. KEEPER</p>
    <p>(1) OJ No C 1, 2.3.1979, p. 4.</p><p>ANNEX</p><p>List of lamps</p></TXT_TE></p></div></body></html>)");
  EXPECT_EQ(document.metadata.title, "COUNCIL REGULATION (EEC) No 99/80 of 14 January 1980 on lamps");
  EXPECT_EQ(document.metadata.identifiers.at("celex"), "31980R0099");
  EXPECT_EQ(document.metadata.date->ToString(), "1980-01-14");
  const Lines lines = BlockLines(document);
  EXPECT_EQ(Lines(lines.begin() + 4, lines.end()),
            (Lines{"preamble: Having regard to the Treaty,", "rec.1: Whereas lamps burn;",
                   "rec.2: Whereas keepers sleep,", "preamble: HAS ADOPTED THIS REGULATION:",
                   "art.1: Article 1", "art.1.1: Keepers shall:", "art.1.1.a: light the lamp;",
                   "art.1.1.b: watch it.", "art.1.2: Lamps are free.", "art.2: Article 2",
                   "art.2: This Regulation shall enter into force on 1 May 1980.",
                   "conclusions: This Regulation shall be binding in its entirety.",
                   "conclusions: Done at Sea, 14 January 1980.", "conclusions: A. KEEPER",
                   "notes: (1) OJ No C 1, 2.3.1979, p. 4.", "annex.1: ANNEX", "annex.1: List of lamps"}));
}

TEST(HtmlReader, AProposalBeginsAnewAfterItsMemorandum) {
  const Document document = Read(R"(<html><body><p class="Emission">Harbour, 7.2.2031</p>
    <p class="Rfrenceinstitutionnelle">COM(2031) 9 final</p><p class="Statut">Proposal for a</p>
    <p class="Typedudocument_cp">COUNCIL DECISION</p><p class="Titreobjet_cp">on lamps</p>
    <p class="Exposdesmotifstitre"><span>EXPLANATORY MEMORANDUM</span></p>
    <p class="li ManualHeading1"><span class="num">1.</span><span>Context</span></p>
    <p class="li ManualHeading2"><span class="num">1.1.</span><span>Lamps</span></p>
    <p class="Normal"><span>Lamps burn</span><span class="FootnoteReference"> <a class="footnoteRef" id="footnoteref1" href="#footnote1">1</a> </span><span>.</span></p>
    <p class="li Bullet0"><span class="list-symbol">·</span><span>by day</span></p>
    <p class="Statut">Proposal for a</p><p class="Typedudocument">COUNCIL DECISION</p><p class="Titreobjet">on lamps</p>
    <p class="Normal">Having regard to the Treaty,</p><p class="Normal">Whereas:</p>
    <p class="li ManualConsidrant"><span class="num">(1)</span>It is dark.</p><p class="Formuledadoption">HAS ADOPTED THIS DECISION:</p>
    <p class="Titrearticle">Article 1</p><p class="li ManualNumPar1"><span class="num">1.</span>Keepers shall:</p>
    <p class="li Point2"><span class="num">(a)</span>light lamps.</p>
    <p class="Fait">Done at Sea,</p><div class="signature"><p class="Personnequisigne">The President</p></div>
    <dl id="footnotes"><dd id="footnote1"><span class="num"><a class="footnote" href="#footnoteref1">(1)</a></span> See there.</dd></dl></body></html>)");
  EXPECT_EQ(document.metadata.title, "COUNCIL DECISION on lamps");
  EXPECT_EQ(document.metadata.identifiers.at("com"), "COM(2031) 9 final");
  EXPECT_EQ(document.metadata.date->ToString(), "2031-02-07");
  const Lines lines = BlockLines(document);
  EXPECT_EQ(Lines(lines.begin() + 5, lines.end()),
            (Lines{"explanatory-memorandum: EXPLANATORY MEMORANDUM", "explanatory-memorandum.1: Context",
                   "1.1: Lamps", "1.1: Lamps burn.", "1.1: by day", ": Proposal for a", ": COUNCIL DECISION",
                   ": on lamps", "preamble: Having regard to the Treaty,", "preamble: Whereas:",
                   "rec.1: It is dark.", "preamble: HAS ADOPTED THIS DECISION:", "art.1: Article 1",
                   "art.1.1: Keepers shall:", "art.1.1.a: light lamps.", "conclusions: Done at Sea,",
                   "conclusions: The President", "notes: (1) See there."}));
}

TEST(HtmlReader, APageInTwoLanguages) {
  const Document document = Read(R"(<html lang="zh-TW"><body><header>Site</header>
    <aside><a href="#1">第一條</a></aside><main><h1>燈塔公約</h1><details><summary>序言 Preamble</summary>
    <div class="zh-content">締約國。</div><div class="en-content hidden">The Parties.</div></details>
    <div><a href="#1">第十二條</a> <span>Art. 十二</span></div><div class="zh-content">燈</div><div class="en-content hidden">Lamps</div>
    <div class="zh-content whitespace-pre-wrap">燈亮。</div><div class="en-content whitespace-pre-wrap hidden">1. Lamps burn.
2. Keepers shall:
(a) watch.</div></main><footer>Maintained by us</footer></body></html>)");
  EXPECT_EQ(BlockLines(document),
            (Lines{": 燈塔公約", "preamble: 序言 Preamble", "preamble: 締約國。", "preamble.en: The Parties.",
                   "art.12: 第十二條 Art. 十二", "art.12: 燈", "art.12: Lamps", "art.12: 燈亮。",
                   "art.12.en.1: Lamps burn.", "art.12.en.2: Keepers shall:", "art.12.en.2.a: watch."}));
  EXPECT_EQ(FindPath(document, "art.12.en")->language, "en");
  EXPECT_EQ(document.TextOf(FindPath(document, "art.12")->heading), "燈");
}

TEST(HtmlReader, AScheduleIsNotTheTitle) {
  const Document document = Read(
      "<html><head><title>Lamp Act</title></head><body><p>PART I</p><p>Lamps burn.</p><h1>FIRST SCHEDULE</h1>"
      "<p>Fees.</p><h1>SECOND SCHEDULE</h1><p>Forms.</p></body></html>");
  EXPECT_EQ(document.metadata.title, "Lamp Act");
}

TEST(HtmlReader, SectionsNumberedWithoutADot) {
  const Document document = Read(
      "<html><body><p><b>1 Short title</b></p><p>This is the Lamp Act.</p><p><b>2 Duties</b></p><p>(1) "
      "Row.</p>"
      "<p><b>2031 Annual report</b></p><p>None.</p><p>3 Boats lay there.</p></body></html>");
  EXPECT_EQ(FindPath(document, "sec.1")->number, "1");
  EXPECT_EQ(document.TextOf(FindPath(document, "sec.2")->heading), "Duties");
  EXPECT_NE(FindPath(document, "sec.2.1"), nullptr);
  EXPECT_EQ(FindPath(document, "sec.2031"), nullptr);  // out of sequence
  EXPECT_EQ(FindPath(document, "sec.3"), nullptr);     // not bold
}

// Every article of the AI Act and its paragraphs and points, as its own identifiers count them.
TEST(HtmlReader, TheArticlesOfARealRegulation) {
  CONCORD_NEED_SHARED();
  const std::string bytes =
      testing::ReadFileOrDie(testing::SharedDir() / "corpus/html/eu/eu_ai_act_2024_1689.html");
  const auto document = ReadBytes(ReadHtml, bytes);
  ASSERT_TRUE(document);
  for (int article = 1; article <= 113; ++article) {
    const Section* section = FindPath(*document, "art." + std::to_string(article));
    ASSERT_NE(section, nullptr) << article;
    EXPECT_FALSE(section->heading.empty()) << article;
    // The publisher marks each numbered paragraph with an id like "014.003".
    for (int paragraph = 1; paragraph < 20; ++paragraph) {
      const std::string id = fmt::format("<div id=\"{:03}.{:03}\">", article, paragraph);
      if (bytes.find(id) == std::string::npos) break;
      EXPECT_NE(FindPath(*document, "art." + std::to_string(article) + "." + std::to_string(paragraph)),
                nullptr)
          << id;
    }
  }
  for (int recital = 1; recital <= 180; ++recital) {
    ASSERT_NE(FindPath(*document, "rec." + std::to_string(recital)), nullptr) << recital;
  }
  EXPECT_NE(FindPath(*document, "annex.xiii"), nullptr);
}

// The same act as a page and in Formex: two readers that share no line of structure have to agree.
TEST(HtmlReader, APageAgreesWithTheFormexOfItsAct) {
  CONCORD_NEED_SHARED();
  const auto paths = [](const Document& document) {
    std::set<std::string> found;
    for (const Section& section : document.sections) {
      const bool body = section.path.starts_with("art.") || section.path.starts_with("rec.") ||
                        section.path.starts_with("chap.");
      if (body) found.insert(section.path);
    }
    return found;
  };
  const auto page =
      ReadBytes(ReadHtml, testing::ReadFileOrDie(testing::SharedDir() / "corpus/html/eu/DOC_1.html"));
  const std::string xml =
      testing::ReadFileOrDie(testing::SharedDir() / "corpus/formex/L_202400903EN.000101.fmx.xml");
  const ReadLimits limits;
  const auto formex = ReadDocument(Source{"act.xml", xml, &limits}, "formex");
  ASSERT_TRUE(page && formex);
  EXPECT_EQ(paths(*page), paths(*formex));
  EXPECT_GT(paths(*page).size(), 200U);
  EXPECT_EQ(page->metadata.identifiers.at("celex"), formex->metadata.identifiers.at("celex"));
  EXPECT_EQ(page->metadata.date, formex->metadata.date);
  // Each paragraph and point has the same words.
  const auto words = [](const Document& document, std::string_view path) {
    std::string text;
    for (const Block& block : document.blocks) {
      if (document.sections[block.section].path != path) continue;
      if (block.kind == BlockKind::kHeading || block.kind == BlockKind::kFootnote) continue;
      for (const char c : document.TextOf(block.span)) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) text += c;
      }
    }
    return text;
  };
  for (const std::string& path : paths(*page)) EXPECT_EQ(words(*page, path), words(*formex, path)) << path;
}

// Articles, recitals and annexes of the AI Act: their number is known, their headings from another edition.
TEST(HtmlReader, TheAiActHasItsArticlesRecitalsAndAnnexes) {
  CONCORD_NEED_SHARED();
  const auto document = ReadBytes(
      ReadHtml, testing::ReadFileOrDie(testing::SharedDir() / "corpus/html/eu/eu_ai_act_2024_1689.html"));
  ASSERT_TRUE(document);
  std::map<std::string, int> top;
  for (const Section& section : document->sections) {
    for (const std::string_view word : {"art.", "rec.", "annex."}) {
      if (section.path.starts_with(word) && section.path.find('.', word.size()) == std::string::npos)
        ++top[std::string(word)];
    }
  }
  EXPECT_EQ(top["art."], 113);
  EXPECT_EQ(top["rec."], 180);
  EXPECT_EQ(top["annex."], 13);
  const std::string json = testing::ReadFileOrDie(testing::SharedDir() / "corpus/json/eu/eu_ai_act.json");
  const auto letters = [](std::string_view text) {
    std::string kept;
    for (const char c : text) {
      if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) kept += static_cast<char>(c | 0x20);
    }
    return kept;
  };
  size_t same = 0;
  for (int article = 1; article <= 113; ++article) {
    const std::string mark = fmt::format("\"title\": \"Article {}", article);
    size_t at = json.find(mark + ":");
    if (at == std::string::npos) at = json.find(mark + " :");
    ASSERT_NE(at, std::string::npos) << article;
    const size_t start = at + mark.size();
    const std::string heading = letters(json.substr(start, json.find('"', start) - start));
    const Section* section = FindPath(*document, "art." + std::to_string(article));
    same += letters(document->TextOf(section->heading)) == heading ? 1 : 0;
  }
  EXPECT_GE(same, 110U);
}

TEST(HtmlReader, TreatiesHaveTheArticlesThatTheirPagesMark) {
  CONCORD_NEED_SHARED();
  const auto root = testing::SharedDir() / "corpus/html/treaties";
  const auto files = ListFiles(root);
  ASSERT_TRUE(files);
  for (const auto& file : *files) {
    const std::string bytes = testing::ReadFileOrDie(root / file);
    const auto document = ReadBytes(ReadHtml, bytes);
    ASSERT_TRUE(document);
    size_t marked = 0, articles = 0, english = 0;
    constexpr std::string_view kMark = "class=\"art-target";
    for (size_t at = bytes.find(kMark); at != std::string::npos; at = bytes.find(kMark, at + 1)) ++marked;
    for (const Section& section : document->sections) {
      articles += section.number.starts_with("\u7B2C") ? 1 : 0;
      english += section.language == "en" && section.path.starts_with("art.") ? 1 : 0;
    }
    EXPECT_EQ(articles, marked) << file;
    EXPECT_EQ(english, marked) << file;
  }
}

std::vector<std::string> PathsOf(const Document& document) {
  std::vector<std::string> paths;
  for (const Section& section : document.sections) {
    if (!section.path.empty()) paths.push_back(section.path);
  }
  return paths;
}

// A consolidated act: numbers in elements of their own, points in grids, marks of the acts that amended it.
TEST(HtmlReader, AConsolidatedAct) {
  const std::string page = R"(<html><head><title>Consolidated TEXT: 32018R0009</title></head><body>
<p class="reference">02018R0009</p><p class="disclaimer">A tool without effect.</p>
<p class="title-doc-first">REGULATION (EU) 2018/9 OF THE COUNCIL</p><p class="title-doc-last">of 5 May 2018</p>
<p class="title-doc-first">on ropes</p><p class="modref"><a href="#">▼B</a></p>
<div><p class="title-division-1">CHAPTER I</p><p class="title-division-2">General</p>
<p class="title-article-norm">Article 4</p><p class="stitle-article-norm">Ropes</p>
<div class="norm"><span class="no-parag">1.  </span><div class="norm inline-element">An owner shall keep:
<div class="grid-container grid-list"><div class="list grid-list-column-1"><span>(a) </span></div>
<div class="grid-list-column-2"><p class="norm">a rope;</p></div></div>
<div class="grid-container grid-list"><div class="list grid-list-column-1"><span>(b) </span></div>
<div class="grid-list-column-2"><p class="norm">a ►M2 long ◄ chain:</p>
<div class="grid-container grid-list"><div class="list grid-list-column-1"><span>(i) </span></div>
<div class="grid-list-column-2"><p class="norm">of iron.</p></div></div></div></div></div></div>
<p class="modref"><a href="#">▼M1</a></p>
<div class="norm"><span class="no-parag">1a.  </span><div class="norm inline-element">An owner shall mark it<a
 href="#E0001" id="src.E0001">(<span class="superscript">1</span>)</a>.</div></div>
<div class="norm"><span class="no-parag">2.  </span><div class="norm inline-element">►M1 An owner shall show it. ◄</div></div>
<p class="title-article-norm">Article 4a</p><p class="norm">Masters shall look.</p></div>
<p class="title-annex-1">ANNEX I</p><p class="title-annex-2">Signs</p><p class="norm">Red.</p></body></html>)";
  const Document document = testing::ReadOrDie("html", page);
  EXPECT_EQ(PathsOf(document),
            (std::vector<std::string>{"chap.i", "art.4", "art.4.1", "art.4.1.a", "art.4.1.b", "art.4.1.b.i",
                                      "art.4.1a", "art.4.2", "art.4a", "annex.i"}));
  EXPECT_EQ(document.metadata.title, "REGULATION (EU) 2018/9 OF THE COUNCIL of 5 May 2018 on ropes");
  EXPECT_EQ(testing::BlocksOf(document, "art.4.1.b"), "a long chain:");
  EXPECT_EQ(testing::BlocksOf(document, "art.4.1a"), "An owner shall mark it.");
  EXPECT_EQ(testing::BlocksOf(document, "art.4.2"), "An owner shall show it.");
  EXPECT_EQ(document.text.find("\u25BA"), std::string::npos);
  EXPECT_EQ(document.text.find("\u25BC"), std::string::npos);
}

// Where all headings have one level, their words tell which stands in which.
TEST(HtmlReader, FlatHeadingsNestByTheirWords) {
  const Document document =
      testing::ReadOrDie("html",
                         "<html><body><h1>Rope Act</h1><h1>CHAPTER I</h1><h1>General</h1><h1>Article "
                         "1</h1><h1>Scope</h1><p>Ropes.</p>"
                         "<h1>Article 2</h1><h1>Duty</h1><p>Owners shall keep ropes.</p><h1>CHAPTER "
                         "II</h1><h1>Article 3</h1><p>End.</p>"
                         "<h1>ANNEX I</h1><p>Red.</p></body></html>");
  EXPECT_EQ(document.metadata.title, "Rope Act");
  EXPECT_EQ(PathsOf(document),
            (std::vector<std::string>{"chap.i", "art.1", "art.2", "chap.ii", "art.3", "annex.i"}));
  EXPECT_EQ(document.TextOf(testing::FindSection(document, "art.2")->heading), "Duty");
  EXPECT_EQ(document.sections[static_cast<size_t>(testing::FindSection(document, "art.2")->parent)].path,
            "chap.i");
}

// Contracts on the web have their clauses in <h3>, for the sake of the numbers.
TEST(HtmlReader, ANumberedSentenceIsNoHeading) {
  const Document document = testing::ReadOrDie(
      "html",
      "<html><body><h1>Terms</h1><h2>1 Duties</h2><h3>1.1 The owner shall keep a log of every rope on board."
      "</h3><h3>1.2 Why must owners keep logs?</h3></body></html>");
  EXPECT_EQ(testing::BlocksOf(document, "1.1"), "The owner shall keep a log of every rope on board.");
  EXPECT_EQ(document.TextOf(testing::FindSection(document, "1.2")->heading), "Why must owners keep logs?");
  EXPECT_TRUE(testing::HasRepair(document, 0, "1 headings are numbered sentences"));
}

TEST(HtmlReader, ANoncharacterByReferenceIsReplaced) {
  const Document document = testing::ReadOrDie(
      "html", "<html><body><p>Owners keep &#xFFFF; ropes &amp; &#65534;lamps.</p></body></html>");
  EXPECT_EQ(document.text, "Owners keep \uFFFD ropes & \uFFFDlamps.");
}

TEST(HtmlReader, DateAndPublisherOfThePage) {
  const Document document = Read(
      "<html><head><title>Wells</title><meta name=\"date\" content=\"2031-02-01\"/>"
      "<meta property=\"article:published_time\" content=\"2031-01-06T08:00:00Z\">"
      "<meta name=\"DC.publisher\" content=\"Well Office\"></head><body><h1>Wells</h1><p>Be "
      "clean.</p></body></html>");
  EXPECT_EQ(document.metadata.date, Date::Parse("2031-01-06"));
  EXPECT_EQ(document.metadata.issuer, "Well Office");
}

// Lists beside one another, however they are numbered: only the elements say what is inside what.
TEST(HtmlReader, ListsBesideOneAnotherAreNotNested) {
  const Document document = testing::ReadOrDie(
      "html",
      "<h1>Charter</h1><h2>Duties</h2><ol type=a start=4><li>The clerk shall sign.</li><li>The clerk shall "
      "date.</li></ol><ol type=I><li>The clerk shall file.</li><li>The clerk shall "
      "copy:<ol><li>twice;</li></ol>"
      "</li></ol><ol reversed><li>The clerk shall sleep.</li><li>The clerk shall wake.</li></ol>");
  std::vector<std::string> paths;
  for (const Section& section : document.sections) paths.push_back(section.path);
  EXPECT_EQ(paths, (std::vector<std::string>{"", "duties", "duties.d", "duties.e", "duties.i", "duties.ii",
                                             "duties.ii.1", "duties.2", "duties.1"}));
}

}  // namespace
}  // namespace concord
