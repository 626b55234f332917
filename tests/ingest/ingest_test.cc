// The whole line on small folders that the tests write, into a memory store.
#include "ingest/ingest.h"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <set>
#include <sstream>

#include "tests/environment.h"
#include "tests/ingest/store_picture.h"

namespace concord {
namespace {

using testing::Picture;

const ExtractorSet& Extractors() {
  static const std::unique_ptr<ExtractorSet> set = [] {
    Result<std::shared_ptr<const Facts>> facts = Facts::Load(BundledDatasets());
    EXPECT_TRUE(facts) << facts.error().ToString();
    Result<std::unique_ptr<ExtractorSet>> made = ExtractorSet::Create(*facts);
    EXPECT_TRUE(made) << made.error().ToString();
    return std::move(*made);
  }();
  return *set;
}

class IngestTest : public ::testing::Test {
 protected:
  void Write(const std::string& name, const std::string& text) {
    std::filesystem::create_directories((dir_.path() / name).parent_path());
    std::ofstream(dir_.path() / name, std::ios::binary) << text;
  }

  IngestReport Run(GraphStore* store, unsigned jobs = 1) {
    IngestOptions options;
    options.roots = {dir_.path()};
    options.jobs = jobs;
    options.manifest = manifest_ ? &*manifest_ : nullptr;
    Result<IngestReport> report = Ingest(store, Extractors(), options);
    EXPECT_TRUE(report) << report.error().ToString();
    return report ? std::move(*report) : IngestReport{};
  }

  void WriteSomeDocuments() {
    Write("a/harbour.txt",
          "Harbour Rules\n\nArticle 1\nThe operator shall keep a register of cranes.\n\n"
          "Article 2\nThe operator should follow ISO/IEC 42001:2023 and report to the OECD.\n");
    Write("a/lake.md",
          "# Lake Charter\n\n## Duties\n\nMembers shall publish water levels under the United Nations "
          "framework.\n");
    Write("b/page.html",
          "<html lang='en'><head><title>Tower page</title></head><body><h1>Tower</h1>"
          "<p>Providers must not store grain in the tower.</p></body></html>");
    for (int i = 0; i < 20; ++i) {
      Write("many/note" + std::to_string(i) + ".txt",
            "Note " + std::to_string(i) + "\n\nThe keeper shall light lamp " + std::to_string(i) + ".\n");
    }
  }

  testing::TemporaryDir dir_;
  std::optional<Manifest> manifest_;
};

// A catalogue calls it `ac-2.1`, a crosswalk `AC-2(1)`: one node, which one file defines and the other maps.
TEST_F(IngestTest, AControlOfACatalogueAndOfACrosswalkIsOneNode) {
  Write(
      "NIST_SP-800-53_rev5_catalog.json",
      R"({"catalog": {"uuid": "11111111-1111-4111-8111-111111111111", "metadata": {"title": "Invented controls",
        "version": "1", "oscal-version": "1.1.2"}, "groups": [{"id": "ac", "title": "Access", "controls": [{"id": "ac-2", "title": "Keys",
        "controls": [{"id": "ac-2.1", "title": "Spare keys"}]}]}]}})");
  Write("quay.sssom.tsv",
        "# mapping_set_id: "
        "https://example.org/quay\nsubject_id\tpredicate_id\tobject_id\tmapping_justification\n"
        "quay:1\tskos:relatedMatch\tnist-800-53r5:AC-2(1)\tsemapv:ManualMappingCuration\n");
  const std::unique_ptr<GraphStore> store = NewMemoryStore();
  Run(store.get());
  const std::string picture = Picture(*store->TakeSnapshot());
  EXPECT_NE(picture.find("edge MAPS_TO quay:1 nist-800-53r5:AC-2(1) "), std::string::npos);
  EXPECT_NE(picture.find("edge DEFINES nist-sp-800-53-rev5@1:ac-2.1 nist-800-53r5:AC-2(1) "),
            std::string::npos)
      << picture;
  EXPECT_NE(picture.find("edge BROADER nist-800-53r5:AC-2(1) nist-800-53r5:AC-2 "), std::string::npos);
}

// An act that names itself by its number, and another that cites it, speak of the node that the act is.
TEST_F(IngestTest, AnActAndWhatCitesItMeet) {
  Write("act.json",
        R"({"title": "Regulation (EU) 2031/417 on quays", "celex": "32031R0417", "articles": [{"number": "1",
        "title": "Scope", "content": "This is Regulation (EU) 2031/417."}]})");
  Write("notice.txt", "Notice\n\nArticle 1\nRegulation (EU) 2031/417 shall apply to the old quay.\n");
  const std::unique_ptr<GraphStore> store = NewMemoryStore();
  Run(store.get());
  const std::string picture = Picture(*store->TakeSnapshot());
  EXPECT_NE(picture.find("edge HAS_VERSION eu:2031/417 "), std::string::npos) << picture;
  EXPECT_NE(picture.find("edge CITES notice@"), std::string::npos);
  EXPECT_NE(picture.find(" eu:2031/417 {"), std::string::npos);
}

// A number that two files share would make editions of one work of them.
TEST_F(IngestTest, FilesHaveTheirNumbersForKeysUnlessTheyShareThem) {
  const std::string tail = "-on-the-keeping-of-lamps-in-harbours.txt";
  Write("texts/lamp-7" + tail, "The keeper shall light lamp 7.\n");
  Write("texts/lamp-8" + tail, "The keeper shall light lamp 8.\n");
  Write("other/lamp-8-of-another-collection-about-other-lamps.txt", "The keeper shall light no lamp.\n");
  const auto store = NewMemoryStore();
  Run(store.get());
  const auto has = [&](std::string_view key) {
    const auto node = store->TakeSnapshot()->FindNode(key);
    return node && *node;
  };
  EXPECT_TRUE(has("lamp-7"));
  EXPECT_FALSE(has("lamp-8"));
  EXPECT_TRUE(has("texts-lamp-8-on-the-keeping-of-lamps-in-harbours"));
  EXPECT_TRUE(has("other-lamp-8-of-another-collection-about-other-lamps"));
  // A later run with another file of the same number
  Write("more/lamp-7-of-a-third-collection-about-still-other-lamps.txt", "The keeper shall sell lamps.\n");
  Run(store.get());
  EXPECT_TRUE(has("more-lamp-7-of-a-third-collection-about-still-other-lamps"));
}

TEST_F(IngestTest, SameBytesAgainChangeNothing) {
  WriteSomeDocuments();
  const auto store = NewMemoryStore();
  const IngestReport first = Run(store.get());
  EXPECT_EQ(first.stored.size(), 23u);
  EXPECT_TRUE(first.refused.empty());
  const std::string before = Picture(*store->TakeSnapshot());
  const IngestReport second = Run(store.get());
  EXPECT_EQ(second.unchanged.size(), 23u);
  EXPECT_TRUE(second.stored.empty());
  EXPECT_EQ(Picture(*store->TakeSnapshot()), before);
}

TEST_F(IngestTest, TheNumberOfThreadsDoesNotShow) {
  WriteSomeDocuments();
  const auto alone = NewMemoryStore();
  Run(alone.get(), 1);
  for (unsigned jobs : {2u, 5u}) {
    const auto together = NewMemoryStore();
    Run(together.get(), jobs);
    EXPECT_EQ(Picture(*together->TakeSnapshot()), Picture(*alone->TakeSnapshot())) << jobs << " threads";
  }
}

TEST_F(IngestTest, AChangedFileIsANewVersionBesideTheOld) {
  Write("rules.txt", "Rules\n\nThe keeper shall light the lamp.\n");
  const auto store = NewMemoryStore();
  const std::string first = Run(store.get()).stored.at(0).version;
  Write("rules.txt", "Rules\n\nThe keeper shall not light the lamp.\n");
  const std::string second = Run(store.get()).stored.at(0).version;
  EXPECT_NE(first, second);
  const auto snapshot = store->TakeSnapshot();
  EXPECT_TRUE(*snapshot->FindNode(first));
  EXPECT_TRUE(*snapshot->FindNode(second));
  EXPECT_EQ(first.substr(0, first.find('@')), second.substr(0, second.find('@')));
}

TEST_F(IngestTest, ADatedFileThatChangedStandsBesideToo) {
  manifest_ =
      *Manifest::Parse("path\tdate\n" + (dir_.path() / "rules.txt").string() + "\t2024-02-01\n", "m.tsv");
  Write("rules.txt", "Rules\n\nThe keeper shall light the lamp.\n");
  const auto store = NewMemoryStore();
  EXPECT_EQ(Run(store.get()).stored.at(0).version, "rules@2024-02-01");
  Write("rules.txt", "Rules\n\nThe keeper shall polish the lamp.\n");
  EXPECT_TRUE(Run(store.get()).stored.at(0).version.starts_with("rules@2024-02-01+"));
  EXPECT_EQ(store->TakeSnapshot()->NodeCount("Version"), 2u);
}

TEST_F(IngestTest, ACorrectedManifestReplacesTheVersion) {
  const std::string path = (dir_.path() / "rules.txt").string();
  Write("rules.txt", "Rules\n\nThe keeper shall light the lamp.\n");
  const auto store = NewMemoryStore();
  manifest_ = *Manifest::Parse("path\tdate\tissuer\n" + path + "\t2024\tHarbour Bord\n", "m.tsv");
  Run(store.get());
  manifest_ = *Manifest::Parse("path\tdate\tissuer\n" + path + "\t2024\tHarbour Board\n", "m.tsv");
  EXPECT_EQ(Run(store.get()).stored.size(), 1u);
  const auto snapshot = store->TakeSnapshot();
  EXPECT_EQ(snapshot->NodeCount("Version"), 1u);
  EXPECT_TRUE(*snapshot->FindNode("new:harbour-board"));
  EXPECT_FALSE(*snapshot->FindNode("new:harbour-bord")) << "nobody speaks of it any more";
}

TEST_F(IngestTest, RemovalLeavesNoOrphan) {
  Write("kept.txt", "Kept\n\nThe keeper shall follow ISO 9001.\n");
  const auto store = NewMemoryStore();
  Run(store.get());
  const std::string before = Picture(*store->TakeSnapshot());
  const uint64_t nodes = store->TakeSnapshot()->NodeCount(), edges = store->TakeSnapshot()->EdgeCount();
  Write("gone.md",
        "# Gone\n\n1. The pilot shall cite ISO/IEC 27001 and ISO 9001.\n2. Crews must inform the League of "
        "Lakes (LoL).\n");
  const IngestReport report = Run(store.get());
  ASSERT_EQ(report.stored.size(), 1u);
  EXPECT_GT(store->TakeSnapshot()->NodeCount(), nodes);
  const Result<std::vector<std::string>> removed = RemoveDocument(store.get(), "gone");
  ASSERT_TRUE(removed) << removed.error().ToString();
  EXPECT_EQ(*removed, std::vector<std::string>{report.stored[0].version});
  EXPECT_EQ(store->TakeSnapshot()->NodeCount(), nodes);
  EXPECT_EQ(store->TakeSnapshot()->EdgeCount(), edges);
  EXPECT_EQ(Picture(*store->TakeSnapshot()), before);
  EXPECT_EQ(RemoveDocument(store.get(), "gone").error().code, ErrorCode::kNotFound);
}

TEST_F(IngestTest, ABadFileIsReportedAndTheRestIsStored) {
  Write("a.txt", "A\n\nThe keeper shall light the lamp.\n");
  Write("b.txt", std::string("\x7f"
                             "ELF\0\0\0\1\2\3",
                             10));
  Write("c.xml", "<akomaNtoso><act>");
  Write("d.txt", "D\n\nThe keeper shall light the lamp.\n");
  for (unsigned jobs : {1u, 3u}) {
    const auto store = NewMemoryStore();
    const IngestReport report = Run(store.get(), jobs);
    ASSERT_EQ(report.stored.size(), 2u);
    ASSERT_EQ(report.refused.size(), 2u);
    EXPECT_EQ(report.refused[0].source, "b.txt");
    EXPECT_FALSE(report.refused[0].message.empty());
    EXPECT_EQ(report.refused[1].source, "c.xml");
  }
}

// A store whose readers fail from some call on, or that takes no batch with a certain key.
class FailingStore : public GraphStore {
 public:
  class FailingSnapshot : public Snapshot {
   public:
    FailingSnapshot(std::unique_ptr<Snapshot> snapshot, const FailingStore& store)
        : snapshot_(std::move(snapshot)), store_(store) {}
    Result<std::optional<NodeId>> FindNode(std::string_view key) const override {
      return snapshot_->FindNode(key);
    }
    Result<Node> GetNode(NodeId id) const override {
      if (store_.fail_nodes && store_.good_reads-- <= 0)
        return Fail(ErrorCode::kStore, "reading a node: the disk is broken");
      return snapshot_->GetNode(id);
    }
    Result<void> ForEachNode(const Visitor<NodeId>& visit) const override {
      return snapshot_->ForEachNode(visit);
    }
    Result<void> ForEachNodeWithLabel(std::string_view label, const Visitor<NodeId>& visit) const override {
      return snapshot_->ForEachNodeWithLabel(label, visit);
    }
    Result<void> ForEachNodeWithPrefix(std::string_view prefix, const Visitor<NodeId>& visit) const override {
      return snapshot_->ForEachNodeWithPrefix(prefix, visit);
    }
    Result<void> ForEachNodeWhere(std::string_view label, std::string_view property, const Value& value,
                                  const Visitor<NodeId>& visit) const override {
      return snapshot_->ForEachNodeWhere(label, property, value, visit);
    }
    Result<Edge> GetEdge(EdgeId id) const override { return snapshot_->GetEdge(id); }
    Result<void> ForEachEdge(const Visitor<Edge>& visit, EdgeId first, EdgeId limit) const override {
      return snapshot_->ForEachEdge(visit, first, limit);
    }
    Result<void> ForEachAdjacent(NodeId node, Direction direction, std::optional<Symbol> type,
                                 const Visitor<Adjacent>& visit) const override {
      return snapshot_->ForEachAdjacent(node, direction, type, visit);
    }
    Result<void> ScanAdjacency(const std::function<bool(NodeId from, const Adjacent&)>& visit, NodeId first,
                               NodeId limit) const override {
      return snapshot_->ScanAdjacency(visit, first, limit);
    }
    Result<std::string> GetBlob(NodeId node, std::string_view name, uint64_t offset,
                                uint64_t length) const override {
      return snapshot_->GetBlob(node, name, offset, length);
    }
    Result<std::optional<uint64_t>> BlobSize(NodeId node, std::string_view name) const override {
      return snapshot_->BlobSize(node, name);
    }
    Result<std::optional<Unit>> FindUnit(std::string_view name) const override {
      if (store_.fail_units) return Fail(ErrorCode::kStore, "reading a unit: the disk is broken");
      return snapshot_->FindUnit(name);
    }
    Result<std::vector<Unit>> Units() const override { return snapshot_->Units(); }
    std::optional<Symbol> FindSymbol(std::string_view name) const override {
      return snapshot_->FindSymbol(name);
    }
    std::string_view SymbolName(Symbol symbol) const override { return snapshot_->SymbolName(symbol); }
    std::vector<std::string> Labels() const override { return snapshot_->Labels(); }
    std::vector<std::string> EdgeTypes() const override { return snapshot_->EdgeTypes(); }
    uint64_t NodeCount() const override { return snapshot_->NodeCount(); }
    uint64_t EdgeCount() const override { return snapshot_->EdgeCount(); }
    uint64_t NodeCount(std::string_view label) const override { return snapshot_->NodeCount(label); }
    uint64_t EdgeCount(std::string_view type) const override { return snapshot_->EdgeCount(type); }
    NodeId NodeIdLimit() const override { return snapshot_->NodeIdLimit(); }
    EdgeId EdgeIdLimit() const override { return snapshot_->EdgeIdLimit(); }

   private:
    std::unique_ptr<Snapshot> snapshot_;
    const FailingStore& store_;
  };

  Result<void> Apply(const GraphBatch& batch, ApplyMode mode) override {
    for (const PutBlob& blob : batch.blobs) {
      if (!refused_key.empty() && blob.key.starts_with(refused_key))
        return Fail(ErrorCode::kInvalid, "the key has a line break");
    }
    return store_->Apply(batch, mode);
  }
  Result<void> DiscardStaged() override { return store_->DiscardStaged(); }
  Result<void> CreateIndex(std::string_view label, std::string_view property) override {
    return store_->CreateIndex(label, property);
  }
  std::unique_ptr<Snapshot> TakeSnapshot() const override {
    return std::make_unique<FailingSnapshot>(store_->TakeSnapshot(), *this);
  }

  bool fail_nodes = false, fail_units = false;
  mutable std::atomic<int> good_reads = 0;  // of nodes, before they fail
  std::string refused_key;

 private:
  std::unique_ptr<GraphStore> store_ = NewMemoryStore();
};

// Errors of the store were taken for "not there": a sick store was written twice, and `remove` took one of
// three versions and exited with 0.
TEST_F(IngestTest, ReadErrorsOfTheStoreAreNotTakenForNotThere) {
  Write("a.txt", "A\n\nThe keeper shall light the lamp.\n");
  FailingStore store;
  const IngestReport first = Run(&store, 1);
  ASSERT_EQ(first.stored.size(), 1u);
  const std::string document = first.stored[0].version.substr(0, first.stored[0].version.find('@'));
  const uint64_t nodes = store.TakeSnapshot()->NodeCount();
  for (const unsigned jobs : {1u, 3u}) {
    for (bool* failing : {&store.fail_nodes, &store.fail_units}) {
      *failing = true;
      IngestOptions options;
      options.roots = {dir_.path()};
      options.jobs = jobs;
      const auto report = Ingest(&store, Extractors(), options);
      ASSERT_FALSE(report);
      EXPECT_EQ(report.error().code, ErrorCode::kStore);
      *failing = false;
    }
  }
  EXPECT_EQ(store.TakeSnapshot()->NodeCount(), nodes);
  // The document itself can be read, and its version cannot.
  store.fail_nodes = true;
  store.good_reads = 1;
  const auto removed = RemoveDocument(&store, document);
  ASSERT_FALSE(removed);
  EXPECT_EQ(removed.error().code, ErrorCode::kStore) << removed.error().message;
  store.fail_nodes = false;
  EXPECT_EQ(store.TakeSnapshot()->NodeCount(), nodes);
}

TEST_F(IngestTest, AFileThatTheStoreRefusesIsReportedAndTheRestIsStored) {
  Write("a.txt", "A\n\nThe keeper shall light the lamp.\n");
  Write("b.txt", "B\n\nThe keeper shall light the lamp.\n");
  Write("c.txt", "C\n\nThe keeper shall light the lamp.\n");
  for (unsigned jobs : {1u, 3u}) {
    FailingStore store;
    ASSERT_EQ(Run(&store, jobs).stored.size(), 3u);
    const uint64_t nodes = store.TakeSnapshot()->NodeCount(), edges = store.TakeSnapshot()->EdgeCount();
    store.refused_key = "b";
    IngestOptions options;
    options.roots = {dir_.path()};
    options.jobs = jobs;
    options.again = true;
    const auto report = Ingest(&store, Extractors(), options);
    ASSERT_TRUE(report) << report.error().ToString();
    EXPECT_EQ(report->stored.size() + report->unchanged.size(), 2u);
    ASSERT_EQ(report->refused.size(), 1u);
    EXPECT_EQ(report->refused[0].source, "b.txt");
    EXPECT_EQ(store.TakeSnapshot()->NodeCount(), nodes) << "the version that was to be replaced stays";
    EXPECT_EQ(store.TakeSnapshot()->EdgeCount(), edges);
  }
}

// Defect 14: links out of the folder were followed.
TEST_F(IngestTest, LinksThatLeadOutOfTheFolderAreRefused) {
  const testing::TemporaryDir other;
  std::ofstream(other.path() / "secret.txt") << "Secret\n\nThe keeper shall light the lamp.\n";
  Write("a/real.txt", "A\n\nThe keeper shall light the lamp.\n");
  std::filesystem::create_symlink("../a/real.txt", dir_.path() / "a/inside.txt");
  std::filesystem::create_symlink(other.path() / "secret.txt", dir_.path() / "a/outside.txt");
  const auto store = NewMemoryStore();
  const IngestReport report = Run(store.get());
  EXPECT_EQ(report.stored.size() + report.unchanged.size(), 2u);
  ASSERT_EQ(report.refused.size(), 1u);
  EXPECT_EQ(report.refused[0].source, "a/outside.txt");
  // A root may be a link, and a file that is named may be one.
  const testing::TemporaryDir links;
  std::filesystem::create_directory_symlink(dir_.path() / "a", links.path() / "folder");
  std::filesystem::create_symlink(other.path() / "secret.txt", links.path() / "file.txt");
  IngestOptions options;
  options.roots = {links.path() / "file.txt"};
  EXPECT_EQ(Ingest(NewMemoryStore().get(), Extractors(), options)->stored.size(), 1u);
  options.roots = {links.path() / "folder"};
  EXPECT_EQ(Ingest(NewMemoryStore().get(), Extractors(), options)->refused.size(), 1u);
}

TEST_F(IngestTest, EveryQuoteIsFoundAtItsPlace) {
  WriteSomeDocuments();
  const auto store = NewMemoryStore();
  Run(store.get());
  const auto snapshot = store->TakeSnapshot();
  size_t measures = 0;
  EXPECT_TRUE(snapshot->ForEachNodeWithLabel("Measure", [&](NodeId id) {
    const Result<Node> measure = snapshot->GetNode(id);
    const std::string version = measure->key.substr(0, measure->key.rfind(':'));
    const Result<std::optional<NodeId>> text_of = snapshot->FindNode(version);
    EXPECT_TRUE(text_of && *text_of) << version;
    const auto start = static_cast<uint64_t>(measure->properties.Find("start")->as_int());
    const auto end = static_cast<uint64_t>(measure->properties.Find("end")->as_int());
    const Result<std::string> quote = snapshot->GetBlob(**text_of, "text", start, end - start);
    EXPECT_TRUE(quote && quote->size() == end - start);
    EXPECT_NE(quote->find(measure->properties.FindString("trigger")), std::string::npos);
    ++measures;
    return true;
  }));
  EXPECT_GE(measures, 23u) << "each of the notes and pages holds a plain 'shall', 'should' or 'must not'";
}

}  // namespace
}  // namespace concord
