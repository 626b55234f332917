#include "ingest/import/table_import.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/environment.h"

namespace concord {
namespace {

using testing::TemporaryDir;

// A folder of files, a store in memory, and an import from one into the other.
class TableImportTest : public ::testing::Test {
 protected:
  void Write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_.path() / name, std::ios::binary) << text;
  }
  void Nodes(std::vector<std::string> labels, const std::string& text) {
    Add(&options_.nodes, std::move(labels), text);
  }
  void Edges(std::vector<std::string> types, const std::string& text) {
    Add(&options_.edges, std::move(types), text);
  }
  Result<TableImportReport> Import() { return ImportTables(store_.get(), options_); }
  TableImportReport ImportOrDie() {
    Result<TableImportReport> report = Import();
    EXPECT_TRUE(report) << report.error().ToString();
    return report ? *std::move(report) : TableImportReport();
  }

  Node NodeOf(std::string_view key) const {
    const auto snapshot = store_->TakeSnapshot();
    const Result<std::optional<NodeId>> id = snapshot->FindNode(key);
    EXPECT_TRUE(id && *id) << "no node " << key;
    return id && *id ? snapshot->GetNode(**id).value() : Node();
  }
  // "from -TYPE-> to {properties}" of all edges, in their order.
  std::vector<std::string> EdgesOf() const {
    const auto snapshot = store_->TakeSnapshot();
    std::vector<std::string> out;
    const auto done = snapshot->ForEachEdge([&](const Edge& edge) {
      out.push_back(snapshot->GetNode(edge.from)->key + " -" + edge.type + "-> " +
                    snapshot->GetNode(edge.to)->key +
                    (edge.properties.empty() ? "" : " " + Value(edge.properties).ToString()));
      return true;
    });
    EXPECT_TRUE(done);
    return out;
  }

  TemporaryDir folder_;
  std::unique_ptr<GraphStore> store_ = NewMemoryStore();
  TableImportOptions options_;

 private:
  void Add(std::vector<TableImportOptions::File>* files, std::vector<std::string> names,
           const std::string& text) {
    const std::string name = "file" + std::to_string(options_.nodes.size() + options_.edges.size()) + ".csv";
    Write(name, text);
    files->push_back({std::move(names), folder_.path() / name});
  }
};

TEST_F(TableImportTest, HeaderSaysTypes) {
  Nodes({"Person"},
        "key:ID,name:string,age:int,big:long,small:byte,score:double,ok:boolean,since:date,tags:string[],"
        "sizes:int[],when:datetime,:LABEL,note,skip:IGNORE\n"
        "a,\"Ann, "
        "\"\"A\"\"\",41,-9223372036854775808,-128,1.5e3,TRUE,2024-02-29,x;y;z,1;-2,2024-01-01T00:00:00Z,"
        "Author;Editor,007,zzz\n"
        "b,,,,,,,,,,,,,\n"
        "c,\"\", 7 ,,,-0.25,false,2024,one,,,Author,\"\",\n");
  ImportOrDie();
  const Node a = NodeOf("a");
  EXPECT_EQ(a.labels, (std::vector<std::string>{"Author", "Editor", "Person"}));
  EXPECT_EQ(a.lifetime, Lifetime::kOwned);
  EXPECT_EQ(a.properties, (PropertyMap{{"key", "a"},
                                       {"name", "Ann, \"A\""},
                                       {"age", 41},
                                       {"big", INT64_MIN},
                                       {"small", -128},
                                       {"score", 1500.0},
                                       {"ok", true},
                                       {"since", Date{2024, 2, 29}},
                                       {"tags", List{Value("x"), Value("y"), Value("z")}},
                                       {"sizes", List{Value(1), Value(-2)}},
                                       {"when", "2024-01-01T00:00:00Z"},
                                       {"note", "007"}}));
  EXPECT_EQ(NodeOf("b").properties, (PropertyMap{{"key", "b"}}));
  EXPECT_EQ(NodeOf("b").labels, (std::vector<std::string>{"Person"}));
  // Quotes make an empty text of an empty cell; a date may be a year.
  EXPECT_EQ(NodeOf("c").properties, (PropertyMap{{"key", "c"},
                                                 {"name", ""},
                                                 {"age", 7},
                                                 {"score", -0.25},
                                                 {"ok", false},
                                                 {"since", Date{2024, 0, 0}},
                                                 {"tags", List{Value("one")}},
                                                 {"note", ""}}));
}

TEST_F(TableImportTest, TypesAreGuessedFromAllValues) {
  Nodes({"Thing"},
        "id,whole,decimal,code,flag,day,year,word,mixed,huge,empty\n"
        "1,10,0.100,007,true,2024-02-29,2024,inf,1,9223372036854775808,\n"
        "2,-3,2,12,False,2024-03,1999,1,x,1,\n"
        "3,,-1e3,1,,,,nan,2,2,\n");
  const TableImportReport report = ImportOrDie();
  const auto expected = PropertyMap{{"id", 1},        {"whole", 10},
                                    {"decimal", 0.1}, {"code", "007"},
                                    {"flag", true},   {"day", Date{2024, 2, 29}},
                                    {"year", 2024},   {"word", "inf"},
                                    {"mixed", "1"},   {"huge", "9223372036854775808"}};
  EXPECT_EQ(NodeOf("1").properties, expected);
  EXPECT_EQ(*NodeOf("2").properties.Find("decimal"), Value(2.0));
  EXPECT_EQ(*NodeOf("2").properties.Find("day"), Value(Date{2024, 3, 0}));
  EXPECT_EQ(NodeOf("3").properties.Find("whole"), nullptr);
  ASSERT_EQ(report.files.size(), 1u);
  EXPECT_EQ(report.files[0].rows, 3u);
  EXPECT_EQ(report.files[0].columns[4].type, ColumnType::kBool);
}

// In the shape of a graph whose ids are global over all files, and whose names are not ours.
TEST_F(TableImportTest, NamesChangePlacesAndEdgesTurnAround) {
  Nodes({"Topic"}, "id,key,label\n10,t0,top\n11,t0.0,sub\n");
  Nodes({"Code"}, "id,key,label\n20,c0,code\n");
  Nodes({"Measure"}, "id,key,text\n30,m-0,do this\n31,m-1,do that\n");
  Edges({"NARROWER"}, "src,dst\n10,11\n");
  Edges({"TAGGED"}, "src,dst\n30,11\n");
  Edges({"CODED_AS"}, "src,dst\n30,20\n31,20\n");
  Edges({"CITES"}, "src,dst\n31,10\n");
  Edges({"REFERS_TO"}, "src,dst\n31,30\n");
  Edges({"MAPS_TO"}, "src,dst,conf\n30,31,0.324\n31,30,0.900\n");
  options_.columns.id_column = "id";
  options_.key_column = "key";
  options_.renames = {{"Topic", "Concept"},        {"Code", "Concept"},           {"NARROWER", "BROADER"},
                      {"TAGGED", "CLASSIFIED_AS"}, {"CODED_AS", "CLASSIFIED_AS"}, {"CITES", "REFERENCES"},
                      {"REFERS_TO", "CITES"}};
  options_.reversed = {"NARROWER"};
  const TableImportReport report = ImportOrDie();
  EXPECT_EQ(EdgesOf(), (std::vector<std::string>{
                           "t0.0 -BROADER-> t0", "m-0 -CLASSIFIED_AS-> t0.0", "m-0 -CLASSIFIED_AS-> c0",
                           "m-1 -CLASSIFIED_AS-> c0", "m-1 -REFERENCES-> t0", "m-1 -CITES-> m-0",
                           "m-0 -MAPS_TO-> m-1 {conf: 0.324}", "m-1 -MAPS_TO-> m-0 {conf: 0.9}"}));
  EXPECT_EQ(NodeOf("t0").labels, (std::vector<std::string>{"Concept"}));
  EXPECT_EQ(*NodeOf("m-1").properties.Find("id"), Value(31));
  EXPECT_EQ(report.labels, (std::map<std::string, uint64_t>{{"Concept", 3}, {"Measure", 2}}));
  EXPECT_EQ(report.types.at("CLASSIFIED_AS"), 3u);
  EXPECT_EQ(report.nodes, 5u);
  EXPECT_EQ(report.edges, 8u);
}

TEST_F(TableImportTest, IdsAreUniqueInTheirGroup) {
  Nodes({"Movie"}, ":ID(Movie),title\n1,One\n2,Two\n");
  Nodes({"Actor"}, "id:ID(Actor),name\n1,Ann\n");
  Edges({}, ":TYPE,:START_ID(Actor),role,:END_ID(Movie)\nACTED_IN,1,Queen,1\nDIRECTED,1,,2\n");
  ImportOrDie();
  EXPECT_EQ(EdgesOf(), (std::vector<std::string>{"Actor:1 -ACTED_IN-> Movie:1 {role: Queen}",
                                                 "Actor:1 -DIRECTED-> Movie:2"}));
  EXPECT_EQ(NodeOf("Movie:1").properties, (PropertyMap{{"title", "One"}}));
  EXPECT_EQ(NodeOf("Actor:1").properties, (PropertyMap{{"id", "1"}, {"name", "Ann"}}));
}

TEST_F(TableImportTest, TypeColumnOverridesTheFilesType) {
  Nodes({"A"}, "id:ID\n1\n2\n");
  Edges({"LIKES"}, ":START_ID,:END_ID,:TYPE\n1,2,\n1,2,KNOWS\n2,1,\n");
  options_.reversed = {"KNOWS"};
  ImportOrDie();
  EXPECT_EQ(EdgesOf(), (std::vector<std::string>{"1 -LIKES-> 2", "2 -KNOWS-> 1", "2 -LIKES-> 1"}));
}

TEST_F(TableImportTest, UntidyFilesAreRead) {
  // A byte-order mark, CRLF and CR line ends, empty lines, line ends inside quotes, no line end at the end
  Nodes({"A"}, "\xef\xbb\xbfid,text\r\n1,\"two\r\nlines\"\r\n\r\n2,plain\r3,\"last\"");
  EXPECT_EQ(ImportOrDie().nodes, 3u);
  EXPECT_EQ(NodeOf("1").properties.FindString("text"), "two\r\nlines");
  EXPECT_EQ(NodeOf("3").properties.FindString("text"), "last");
}

TEST_F(TableImportTest, OtherSeparators) {
  Nodes({"A"}, "id:ID\ttags:int[]\n1\t1|2\n2\t\n");
  options_.separator = '\t';
  options_.columns.list_separator = '|';
  ImportOrDie();
  EXPECT_EQ(*NodeOf("1").properties.Find("tags"), Value(List{Value(1), Value(2)}));
}

TEST_F(TableImportTest, PlainHeadersKeepTheirColons) {
  Nodes({"A"}, "id,dc:title\n1,x\n");
  EXPECT_FALSE(Import());
  options_.columns.plain_headers = true;
  ImportOrDie();
  EXPECT_EQ(NodeOf("1").properties.FindString("dc:title"), "x");
}

TEST_F(TableImportTest, SameFilesAgainChangeNothing) {
  Nodes({"A"}, "id\n1\n2\n");
  Edges({"T"}, "from,to\n1,2\n");
  EXPECT_FALSE(ImportOrDie().unchanged);
  EXPECT_TRUE(ImportOrDie().unchanged);
  EXPECT_EQ(store_->TakeSnapshot()->EdgeCount(), 1u);

  std::ofstream(options_.edges[0].path) << "from,to\n2,1\n";
  const Result<TableImportReport> other = Import();
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, ErrorCode::kUsage);
  EXPECT_EQ(EdgesOf(), (std::vector<std::string>{"1 -T-> 2"}));

  // Under another name it is another import; the nodes are joined.
  options_.unit = "second";
  const TableImportReport second = ImportOrDie();
  EXPECT_EQ(second.nodes, 0u);
  EXPECT_EQ(second.joined, 2u);
  EXPECT_EQ(EdgesOf(), (std::vector<std::string>{"1 -T-> 2", "2 -T-> 1"}));

  // The unit takes its own with it.
  GraphBatch removal;
  removal.removed_units = {"second"};
  ASSERT_TRUE(store_->Apply(removal));
  EXPECT_EQ(EdgesOf(), (std::vector<std::string>{"1 -T-> 2"}));
}

TEST_F(TableImportTest, PermanentNodesHaveNoUnit) {
  Nodes({"A"}, "id\n1\n");
  options_.unit.clear();
  ImportOrDie();
  EXPECT_EQ(NodeOf("1").lifetime, Lifetime::kPermanent);
  EXPECT_TRUE(store_->TakeSnapshot()->Units()->empty());
}

TEST_F(TableImportTest, EdgesReachNodesOfTheStore) {
  GraphBatch batch;
  batch.nodes.push_back({"oecd", {"Forum"}, {}, Lifetime::kPermanent});
  ASSERT_TRUE(store_->Apply(batch));
  Nodes({"A"}, "id\n1\n");
  Edges({"T"}, "src,dst\n1,oecd\n");
  ImportOrDie();
  EXPECT_EQ(EdgesOf(), (std::vector<std::string>{"1 -T-> oecd"}));
}

TEST_F(TableImportTest, NamesThatDoNotOccurAreRefused) {
  Nodes({"Topic"}, "id\n1\n");
  options_.renames = {{"Topc", "Concept"}};
  const Result<TableImportReport> renamed = Import();
  ASSERT_FALSE(renamed);
  EXPECT_EQ(renamed.error().code, ErrorCode::kUsage);
  EXPECT_NE(renamed.error().message.find("did you mean 'Topic'"), std::string::npos)
      << renamed.error().message;
  options_.renames.clear();
  options_.reversed = {"NARROWER"};
  EXPECT_FALSE(Import());
  EXPECT_EQ(store_->TakeSnapshot()->NodeCount(), 0u);
}

// Wrong files: where the error is, what it says, and that nothing is stored.
TEST_F(TableImportTest, ErrorsSayWhereAndWhat) {
  struct Case {
    std::string nodes, edges;
    uint64_t line, column;
    std::string says;
  };
  const std::string good = "id:ID,age:int\n1,2\n";
  const std::vector<Case> cases = {
      {"", "", 1, 1, "expected a line with the names"},
      {"\n\n", "", 1, 1, "expected a line with the names"},
      {"name\nx\n", "", 1, 1, "':ID' or 'id'"},
      {"name:string\nx\n", "", 1, 1, "one column ':ID', found 0"},
      {"a:ID,b:ID\n1,2\n", "", 1, 1, "one column ':ID', found 2"},
      {"id:ID,age:number\n", "", 1, 7, "'number' is no type"},
      {"id:ID,:START_ID\n", "", 1, 7, "cannot stand in a file of nodes"},
      {"id:ID,a,a\n", "", 1, 9, "'a' stands here for the second time"},
      {"id,,b\n1,2,3\n", "", 1, 4, "no name"},
      {"id:ID,age:int\n1,2\n2,x\n", "", 3, 3, "'age': expected a whole number"},
      {"id:ID,age:int\n1,2147483648\n", "", 2, 3, "to 2147483647, found '2147483648'"},
      {"id:ID,age:byte\n1,-129\n", "", 2, 3, "from -128"},
      {"id:ID,x:double\n1,1.5.2\n", "", 2, 3, "a number"},
      {"id:ID,x:boolean\n1,yes\n", "", 2, 3, "true or false"},
      {"id:ID,x:date\n1,2023-02-29\n", "", 2, 3, "a date"},
      {"id:ID,x:int[]\n1,3;;4\n", "", 2, 3, "whole number"},
      {"id:ID,x:int\n1,2\n2\n", "", 3, 1, "expected 2 cells, as in the header, and found 1"},
      {"id:ID,x:int\n1,2,3\n", "", 2, 5, "expected 2 cells, as in the header, and found 3"},
      {"id,x\n1,2\n2,3,4\n", "", 3, 5, "found 3"},
      {"id:ID\n1\n\"\"\n", "", 3, 1, "expected an id"},
      {"id:ID,x\n1,a\n2,b\n1,c\n", "", 4, 1, "'1' occurs twice"},
      {"id:ID,x\n1,\"a\nb\n", "", 2, 3, "never closed"},
      {"id:ID,x\n1,\"a\"b\n", "", 2, 6, "behind the closing quote"},
      {std::string("id:ID,x\n1,a\0b\n", 14), "", 2, 4, "NUL"},
      {"id:ID,x\n1,a\xff\n", "", 2, 4, "UTF-8"},
      {"id:ID,x\n" + std::string(9000, 'k') + ",1\n", "", 2, 1, "8192"},
      {good, "a,b\n1,1\n", 1, 1, ":START_ID"},
      {good, ":START_ID,x\n1,1\n", 1, 1, "one column ':END_ID'"},
      {good, "src,dst\n1,1\n1,7\n", 3, 3, "found '7', which no file has"},
      {good, "src,dst\n,1\n", 2, 1, "the id of a node"},
      {good, ":START_ID,:END_ID,w:double\n1,1,heavy\n", 2, 5, "'w': expected a number"},
      {good, ":START_ID(g),:END_ID\n1,1\n", 2, 1, "'g:1'"},
  };
  for (const Case& wrong : cases) {
    SCOPED_TRACE(wrong.nodes.substr(0, 60) + " | " + wrong.edges);
    options_.nodes.clear();
    options_.edges.clear();
    Nodes({"A"}, wrong.nodes);
    if (!wrong.edges.empty()) Edges({"T"}, wrong.edges);
    const Result<TableImportReport> report = Import();
    ASSERT_FALSE(report);
    EXPECT_NE(report.error().message.find(wrong.says), std::string::npos) << report.error().message;
    EXPECT_EQ(report.error().line, wrong.line);
    EXPECT_EQ(report.error().column, wrong.column) << report.error().message;
    EXPECT_EQ(report.error().source,
              (wrong.edges.empty() ? options_.nodes : options_.edges)[0].path.string());
    EXPECT_EQ(store_->TakeSnapshot()->NodeCount(), 0u);
    EXPECT_EQ(store_->TakeSnapshot()->EdgeCount(), 0u);
    EXPECT_TRUE(store_->TakeSnapshot()->Labels().empty());
  }
}

TEST_F(TableImportTest, MissingAndLargeFilesAreRefused) {
  options_.nodes.push_back({{"A"}, folder_.path() / "absent.csv"});
  const Result<TableImportReport> absent = Import();
  ASSERT_FALSE(absent);
  EXPECT_NE(absent.error().ToString().find("absent.csv"), std::string::npos);
  options_.nodes.clear();
  Nodes({"A"}, "id\n1\n2\n3\n");
  options_.max_file_bytes = 4;
  const Result<TableImportReport> large = Import();
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().code, ErrorCode::kLimit);
  EXPECT_EQ(Import().error().code, ErrorCode::kLimit);
  options_ = {};
  EXPECT_EQ(Import().error().code, ErrorCode::kUsage);
}

TEST_F(TableImportTest, AbsurdFilesTakeLinearTime) {
  // A header of many columns, a cell of many bytes, a list of many parts, a quote that opens all of it.
  std::string header = "id", row = "1";
  for (int i = 0; i < 100'000; ++i) {
    header += ",c" + std::to_string(i);
    row += ",";
  }
  Nodes({"Wide"}, header + "\n" + row + "\n");
  Nodes({"Long"},
        "id:ID,text,list:int[]\nx," + std::string(8 << 20, 'a') + ",1" + std::string(2 << 20, '0') + "\n");
  const Result<TableImportReport> report = Import();
  ASSERT_FALSE(report);  // the number with two million digits
  EXPECT_LT(report.error().message.size(), 300u);
  options_.nodes.pop_back();
  EXPECT_EQ(ImportOrDie().nodes, 1u);
  options_ = {};
  options_.unit = "quote";
  Nodes({"Open"}, "id\n" + std::string("\"") + std::string(8 << 20, ','));
  EXPECT_FALSE(Import());
}

TEST_F(TableImportTest, ReportsProgressToTheEnd) {
  std::string text = "id\n";
  for (int i = 0; i < 200'000; ++i) text += std::to_string(i) + "\n";
  Nodes({"A"}, text);
  uint64_t last = 0, calls = 0, all = 0;
  options_.progress = [&](uint64_t done, uint64_t total) {
    EXPECT_GE(done, last);
    last = done;
    all = total;
    ++calls;
  };
  EXPECT_EQ(ImportOrDie().nodes, 200'000u);
  EXPECT_EQ(last, text.size());
  EXPECT_EQ(all, text.size());
  EXPECT_GE(calls, 2u);
}

// The same files into the store on disk give the same graph.
TEST_F(TableImportTest, DiskAndMemoryAgree) {
  std::string nodes = "id,name,size\n", edges = "src,dst,w\n";
  for (int i = 0; i < 500; ++i) {
    nodes += std::to_string(i) + ",n" + std::to_string(i % 7) + "," + std::to_string(i * i) + "\n";
    for (int k = 0; k < 5; ++k) {
      edges +=
          std::to_string(i) + "," + std::to_string((i * 31 + k * k) % 500) + ",0." + std::to_string(k) + "\n";
    }
  }
  Nodes({"A", "B"}, nodes);
  Edges({"T"}, edges);
  options_.memory_bytes = 1 << 14;
  ImportOrDie();
  const std::vector<std::string> in_memory = EdgesOf();
  ASSERT_EQ(in_memory.size(), 2500u);

  Result<std::unique_ptr<GraphStore>> disk = OpenStore(folder_.path() / "store", OpenMode::kCreateIfMissing);
  ASSERT_TRUE(disk);
  const auto memory = std::exchange(store_, *std::move(disk));
  ImportOrDie();
  EXPECT_EQ(EdgesOf(), in_memory);
  EXPECT_TRUE(ImportOrDie().unchanged);
  const Node node = NodeOf("17");
  EXPECT_EQ(*node.properties.Find("size"), Value(289));
  EXPECT_EQ(node.labels, (std::vector<std::string>{"A", "B"}));
}

}  // namespace
}  // namespace concord
