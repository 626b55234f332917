#include "query/issuers/issuer_proposals.h"

#include <gtest/gtest.h>

#include <tuple>

#include "query/issuers/issuer_sheet.h"
#include "query/query.h"
#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::TinyGraph;

class Issuers : public ::testing::Test {
 protected:
  Issuers() {
    graph_.Node("fen", {"Actor", "Forum"}, {{"name", "Fen Council"}, {"acronym", "FEN"}});
    graph_.Node("eel", {"Actor"}, {{"name", "Eel Board"}, {"aliases", List{"Board of Eels"}}});
    graph_.Node("committee", {"Actor"}, {{"name", "Net Committee"}}).Edge("PART_OF", "committee", "fen");
  }
  void Add(const std::string& key, const std::string& title, const std::string& text) {
    graph_.Document(key, key + "@1", text).Node(key, {"Document"}, {{"title", title}});
  }
  // "body how" of the first proposal.
  std::string First(const std::string& key) {
    const Snapshot& snapshot = graph_.Take();
    auto proposals = IssuerProposals::Load(snapshot);
    EXPECT_TRUE(proposals);
    const auto found = proposals->Of(**snapshot.FindNode(key));
    EXPECT_TRUE(found);
    if (found->empty()) return "";
    const Evidence& evidence = found->front().evidence;
    if (evidence.end > evidence.start) {
      EXPECT_EQ(*snapshot.GetBlob(**snapshot.FindNode(key + "@1"), "text", evidence.start,
                                  evidence.end - evidence.start),
                evidence.quote);
    }
    return snapshot.GetNode(found->front().actor)->key + " " + std::string(found->front().how);
  }
  TinyGraph graph_;
};

TEST_F(Issuers, StandWhereIssuersStand) {
  Add("title", "Fen Council Statement on Nets", "Nets shall be dry.");
  Add("of", "Recommendation of the Eel Board on nets", "Nets shall be dry.");
  Add("letterhead", "On nets", "2 May 2020\nBoard of Eels\n\nNets shall be dry.");
  Add("formula", "On nets", "This code was adopted by the Fen Council in May. Nets shall be dry.");
  Add("we", "On nets", "We, the members of the Fen Council, agree. Nets shall be dry.");
  Add("verb", "On nets", "The Eel Board recommends that nets be dry.");
  EXPECT_EQ(First("title"), "fen title");
  EXPECT_EQ(First("of"), "eel title");
  EXPECT_EQ(First("letterhead"), "eel letterhead");
  EXPECT_EQ(First("formula"), "fen formula");
  EXPECT_EQ(First("we"), "fen we");
  EXPECT_EQ(First("verb"), "eel formula");
}

TEST_F(Issuers, ABodyThatIsOnlyNamedIsNoProposal) {
  Add("named", "Report on the Fen Council",
      "Nets are seen by the Eel Board. Members of the Fen Council met.");
  Add("letters", "A fen council of our own", "The fen is wet.");
  Add("deep", "On nets", std::string(4000, 'x') + "\nFen Council\n" + std::string(4000, 'y'));
  EXPECT_EQ(First("named"), "");
  EXPECT_EQ(First("letters"), "");
  EXPECT_EQ(First("deep"), "");
}

TEST_F(Issuers, ALawAboutABodyIsNotIssuedByIt) {
  Add("law", "Fen Council Authorization Act of 2020", "Nets shall be dry.");
  Add("part", "National Nets Act, Section 12 (Change of the Eel Board)", "Nets shall be dry.");
  Add("named", "Fen Council", "Nets shall be dry.");
  Add("wide", "Fen Council-wide nets", "Nets shall be dry.");
  Add("cited", "On nets",
      "Boats that are kept and known to all, as it says in the old and long rules that were "
      "adopted by the Fen Council, float.");
  for (const char* key : {"law", "part", "named", "wide", "cited"}) EXPECT_EQ(First(key), "") << key;
}

TEST_F(Issuers, AnOfficeWithoutANameIsNobody) {
  graph_.Node("new:senate", {"Actor"}, {{"name", "Senate"}});
  graph_.Node("new:house", {"Actor"}, {{"name", "House of Representatives"}});
  graph_.Node("new:moor", {"Actor"}, {{"name", "Moor Commission"}});
  Add("senate", "On nets", "Enacted by the Senate. Nets shall be dry.");
  Add("house", "On nets", "Adopted by the House of Representatives. Nets shall be dry.");
  Add("moor", "On nets", "Adopted by the Moor Commission. Nets shall be dry.");
  EXPECT_EQ(First("senate"), "");
  EXPECT_EQ(First("house"), "");
  EXPECT_EQ(First("moor"), "new:moor formula");
}

TEST_F(Issuers, ANameThatManyBodiesShareProposesNobody) {
  graph_.Node("marsh", {"Actor", "Forum"}, {{"name", "Council of the Marsh"}, {"aliases", List{"Council"}}});
  Add("enacted", "A local law on nets", "Be it enacted by the Council as follows: nets shall be dry.");
  Add("marsh", "On nets", "Adopted by the Council of the Marsh. Nets shall be dry.");
  Add("table", "Eel Board - Appropriation for nets", "Nets shall be dry.");
  EXPECT_EQ(First("enacted"), "");
  EXPECT_EQ(First("marsh"), "marsh formula");
  EXPECT_EQ(First("table"), "");
}

TEST_F(Issuers, AConflictIsWithSomebodyWhoIsNoKin) {
  Add("kin", "Net Committee Code", "Nets shall be dry.");
  Add("other", "Eel Board Code", "Nets shall be dry.");
  Add("assembly", "Assembly of the Moor Code", "Nets shall be dry.");
  graph_.Node("new:assembly", {"Actor"}, {{"name", "Assembly of the Moor"}})
      .Node("new:moor", {"Actor"}, {{"name", "Moor"}});
  graph_.Edge("ISSUED_BY", "assembly", "new:moor", {{"source", "list.tsv:4"}});
  graph_.Edge("ISSUED_BY", "kin", "fen", {{"source", "list.tsv:2"}})
      .Edge("ISSUED_BY", "other", "fen", {{"source", "list.tsv:3"}});
  const auto answer = FindQuery("issuers")->run(graph_.Take(), {{}, {{"state", "conflict"}}});
  ASSERT_TRUE(answer) << answer.error().ToString();
  ASSERT_EQ(answer->rows.size(), 1U);
  EXPECT_EQ(answer->rows[0].cells[0].as_string(), "other");
  EXPECT_EQ(answer->rows[0].cells[ColumnOf(*answer, "proposal")].as_string(), "eel");
  EXPECT_EQ(answer->rows[0].cells[ColumnOf(*answer, "source")].as_string(), "list.tsv:3");
}

TEST_F(Issuers, LettersOfATitleContradictNobodyUnlessTheTextSpellsThemOut) {
  Add("letters", "FEN Code on Nets", "Fully enclosed nets shall be dry.");
  Add("spelled", "FEN Code on Nets", "The Fen Council wants dry nets.");
  graph_.Edge("ISSUED_BY", "letters", "eel", {{"source", "list.tsv:2"}})
      .Edge("ISSUED_BY", "spelled", "eel", {{"source", "list.tsv:3"}});
  const auto answer = FindQuery("issuers")->run(graph_.Take(), {{}, {{"state", "conflict"}}});
  ASSERT_TRUE(answer) << answer.error().ToString();
  ASSERT_EQ(answer->rows.size(), 1U);
  EXPECT_EQ(answer->rows[0].cells[0].as_string(), "spelled");
}

TEST_F(Issuers, WhatIsAcceptedCountsAndCanBeUndone) {
  Add("code", "On nets", "Nets shall be dry.");
  graph_.Section("code@1:1", "code@1", "1", "", "Nets shall be dry.");
  auto store = NewMemoryStore();
  ASSERT_TRUE(store->Apply(graph_.batch()));
  const auto issuers = [&] {
    const auto answer = FindQuery("forums")->run(*store->TakeSnapshot(), {{"nets"}, {}});
    EXPECT_TRUE(answer) << answer.error().ToString();
    std::string keys;
    for (const Row& row : answer->rows) keys += row.cells[0].as_string() + " ";
    return keys;
  };
  EXPECT_EQ(issuers(), "");
  auto accept = AcceptIssuer(*store->TakeSnapshot(), "code", "fen council", "Ada Example", "2026-11-30");
  ASSERT_TRUE(accept) << accept.error().ToString();
  ASSERT_TRUE(store->Apply(*accept));
  EXPECT_EQ(issuers(), "fen ");
  accept = AcceptIssuer(*store->TakeSnapshot(), "code", "Board of Eels", "Ada Example", "");
  ASSERT_TRUE(accept) << accept.error().ToString();
  ASSERT_TRUE(store->Apply(*accept));
  EXPECT_EQ(issuers(), "eel ") << "instead of what was accepted before";
  const auto desk = FindQuery("issuers")->run(*store->TakeSnapshot(), {{}, {}});
  ASSERT_TRUE(desk);
  ASSERT_EQ(desk->rows.size(), 1U);
  EXPECT_EQ(desk->rows.at(0).cells[1].as_string(), "accepted");
  EXPECT_NE(desk->rows.at(0).cells[ColumnOf(*desk, "source")].as_string().find("Ada Example"),
            std::string::npos);
  const auto undo = UndoIssuer(*store->TakeSnapshot(), "code");
  ASSERT_TRUE(undo);
  ASSERT_TRUE(store->Apply(*undo));
  EXPECT_EQ(issuers(), "");
  EXPECT_EQ(UndoIssuer(*store->TakeSnapshot(), "code").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(AcceptIssuer(*store->TakeSnapshot(), "code", "eel", " ", "").error().code, ErrorCode::kUsage);
}

TEST_F(Issuers, ASheetIsTakenWholeOrNotAtAll) {
  Add("code", "Fen Council: code of nets", "Nets are sealed.");
  Add("plan", "Plan of lakes", "Lakes are counted.");
  const Snapshot& snapshot = graph_.Take();
  const auto answer = FindQuery("issuers")->run(snapshot, {{}, {}});
  ASSERT_TRUE(answer);
  std::string sheet = IssuerSheet(*answer);
  const auto none = ReadIssuerSheet(snapshot, sheet, "desk.tsv", "Ada Example", "2026-03-21");
  ASSERT_TRUE(none) << none.error().ToString();
  EXPECT_TRUE(none->batches.empty());
  EXPECT_EQ(none->open, answer->rows.size());

  const std::string head = "document,proposal,decision,by,on\n";
  const auto read =
      ReadIssuerSheet(snapshot, head + "code,fen,accept,,\nplan,,Board of Eels,Bo Example,2026-01-02\n",
                      "desk.csv", "Ada Example", "2026-03-21");
  ASSERT_TRUE(read) << read.error().ToString();
  ASSERT_EQ(read->batches.size(), 2U);
  EXPECT_EQ(read->accepted, 2U);
  EXPECT_EQ(read->batches[0].edges.at(0).to, "fen");
  EXPECT_EQ(read->batches[0].edges.at(0).properties.FindString("by"), "Ada Example");
  EXPECT_EQ(read->batches[1].edges.at(0).to, "eel");
  EXPECT_EQ(read->batches[1].edges.at(0).properties.FindString("by"), "Bo Example");
  EXPECT_EQ(read->batches[1].edges.at(0).properties.FindString("on"), "2026-01-02");

  for (const auto& [rows, says, line] :
       {std::tuple("code,fen,accept,,\nplan,,Crab Club,,\n", "Crab Club", 3U),
        std::tuple("code,,accept,,\n", "no proposal", 2U),
        std::tuple("code,fen,accept,,\ncode,eel,accept,,\n", "two decisions", 3U),
        std::tuple("code,,undo,,\n", "no issuer was accepted", 2U)}) {
    const auto wrong = ReadIssuerSheet(snapshot, head + rows, "desk.csv", "Ada Example", "");
    ASSERT_FALSE(wrong) << rows;
    EXPECT_EQ(wrong.error().code, ErrorCode::kInvalid);
    EXPECT_NE(wrong.error().message.find(says), std::string::npos) << wrong.error().message;
    EXPECT_EQ(wrong.error().line, line) << rows;
  }
  EXPECT_FALSE(ReadIssuerSheet(snapshot, head + "code,fen,accept,,\n", "desk.csv", "", ""))
      << "nobody is named";
  EXPECT_FALSE(ReadIssuerSheet(snapshot, "document,body\ncode,fen\n", "desk.csv", "Ada Example", ""));
}

}  // namespace
}  // namespace concord
