#include "query/embedding/word_pieces.h"

#include <gtest/gtest.h>

#include "tests/environment.h"
#include "tests/tiny_model.h"

namespace concord {
namespace {

using testing::ReadFileOrDie;
using testing::TemporaryDir;
using testing::TinyModel;

class WordPiecesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    vocabulary_ = TinyModel::Write(dir_.path()).vocabulary;
    json_ = ReadFileOrDie(dir_.path() / "tokenizer.json");
    auto pieces = WordPieces::Parse(json_, "tokenizer.json");
    ASSERT_TRUE(pieces) << pieces.error().ToString();
    pieces_ = std::move(*pieces);
  }
  // The pieces by name, without those at both ends.
  std::vector<std::string> Read(std::string_view text, size_t most = 512) {
    std::vector<std::string> names;
    for (const uint32_t piece : pieces_.Read(text, most)) names.push_back(vocabulary_[piece]);
    EXPECT_EQ(names.front(), "[CLS]");
    EXPECT_EQ(names.back(), "[SEP]");
    return {names.begin() + 1, names.end() - 1};
  }
  // The file with one passage changed.
  std::string Changed(const std::string& from, const std::string& to) const {
    std::string json = json_;
    const size_t at = json.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? json : json.replace(at, from.size(), to);
  }
  void Change(const std::string& from, const std::string& to) {
    json_ = Changed(from, to);
    auto pieces = WordPieces::Parse(json_, "tokenizer.json");
    ASSERT_TRUE(pieces) << pieces.error().ToString();
    pieces_ = std::move(*pieces);
  }
  Error Refusal(const std::string& from, const std::string& to) {
    const auto pieces = WordPieces::Parse(Changed(from, to), "tokenizer.json");
    EXPECT_FALSE(pieces);
    return pieces ? Error{} : pieces.error();
  }

  using Names = std::vector<std::string>;
  TemporaryDir dir_;
  std::string json_;
  std::vector<std::string> vocabulary_;
  WordPieces pieces_;
};

TEST_F(WordPiecesTest, LongestPieceFirst) {
  EXPECT_EQ(Read("oversees"), (Names{"over", "##see", "##s"}));
  EXPECT_EQ(Read("measurement sees"), (Names{"measure", "##ment", "see", "##s"}));
  EXPECT_EQ(Read("abb"), (Names{"a", "##b", "##b"}));
}

TEST_F(WordPiecesTest, AWordWithAGapIsUnknownAsAWhole) {
  EXPECT_EQ(Read("overzees risk"), (Names{"[UNK]", "risk"}));
  EXPECT_EQ(Read("ba"), (Names{"[UNK]"})) << "no piece 'a' inside a word";
  EXPECT_EQ(Read(std::string(100, 'b')).size(), 100U);
  EXPECT_EQ(Read(std::string(101, 'b')), (Names{"[UNK]"})) << "longer than a word may be";
}

TEST_F(WordPiecesTest, CaseAndAccentsGoAndControlsVanish) {
  EXPECT_EQ(Read("RÍSK"), (Names{"risk"}));
  EXPECT_EQ(Read("r\xCC\x81isk"), (Names{"risk"})) << "a combining accent";
  EXPECT_EQ(Read("ri\xC2\xADsk"), (Names{"risk"})) << "a soft hyphen is a format character";
  EXPECT_EQ(Read("ri\x01sk"), (Names{"risk"}));
  EXPECT_EQ(Read(std::string_view("ri\0sk", 5)), (Names{"risk"}));
}

TEST_F(WordPiecesTest, WordsEndAtBlanksPunctuationAndIdeographs) {
  EXPECT_EQ(Read("test-log.\xC2\xA0risk\trisk\r\nrisk"),
            (Names{"test", "-", "log", ".", "risk", "risk", "risk"}));
  EXPECT_EQ(Read("log\xE2\x80\x94log"), (Names{"log", "[UNK]", "log"})) << "a dash is a word of its own";
  EXPECT_EQ(Read("log\xE6\xB3\x95log"), (Names{"log", "[UNK]", "log"})) << "so is an ideograph";
  EXPECT_EQ(Read("log$log"), (Names{"log", "[UNK]", "log"})) << "and an ASCII symbol";
}

TEST_F(WordPiecesTest, SpecialPiecesInATextAreText) {
  EXPECT_EQ(Read("[SEP]"), (Names{"[UNK]", "[UNK]", "[UNK]"})) << "bracket, sep, bracket";
}

TEST_F(WordPiecesTest, LongTextsAreCut) {
  EXPECT_EQ(Read("a b a b a b", 5), (Names{"a", "b", "a"}));
  EXPECT_EQ(Read("oversees", 4), (Names{"over", "##see"})) << "in the middle of a word too";
  EXPECT_TRUE(Read("", 4).empty());
  EXPECT_TRUE(Read("risk", 2).empty());
  std::string long_text;
  for (int i = 0; i < 1'000'000; ++i) long_text += "risk \xC3\xA9 ";
  EXPECT_EQ(Read(long_text, 256).size(), 254U);
}

TEST_F(WordPiecesTest, ACasedModelKeepsCaseAndAccents) {
  Change("\"lowercase\":true", "\"lowercase\":false");
  EXPECT_EQ(Read("risk Risk r\xC3\xADsk report"), (Names{"risk", "[UNK]", "[UNK]", "report"}));
  EXPECT_EQ(Read("ri\x01sk\u00A0log"), (Names{"risk", "log"})) << "it cleans all the same";
}

TEST_F(WordPiecesTest, TheEndsOfATextAreWhatTheFileSays) {
  Change("{\"version\"",
         R"({"post_processor":{"type":"RobertaProcessing","sep":["log",18],"cls":["test",17]},"version")");
  EXPECT_EQ(pieces_.Read("", 9), (std::vector<uint32_t>{17, 18}));
  Change(R"("sep":["log",18],"cls":["test",17])",
         R"("single":[{"SpecialToken":{"id":"see"}},{"Sequence":{"id":"A"}},{"SpecialToken":{"id":"b"}}])");
  EXPECT_EQ(pieces_.Read("", 9), (std::vector<uint32_t>{8, 10}));
}

TEST_F(WordPiecesTest, OtherTokenizersAreRefused) {
  EXPECT_EQ(Refusal("WordPiece", "BPE").code, ErrorCode::kUnsupported);
  EXPECT_EQ(Refusal("BertNormalizer", "NFC").code, ErrorCode::kUnsupported);
  EXPECT_EQ(Refusal("\"strip_accents\":null", "\"strip_accents\":false").code, ErrorCode::kUnsupported);
  EXPECT_EQ(Refusal("\"lowercase\":true", "\"lowercase\":null").code, ErrorCode::kInvalid);
  EXPECT_EQ(Refusal("\"clean_text\":true", "\"clean_text\":false").code, ErrorCode::kUnsupported);
  EXPECT_EQ(Refusal("\"[UNK]\",\"cont", "\"<unk>\",\"cont").code, ErrorCode::kInvalid);
  EXPECT_EQ(Refusal("\"[SEP]\":3", "\"[END]\":3").code, ErrorCode::kInvalid);
  EXPECT_EQ(Refusal("\"risk\":12", "\"risk\":12000").code, ErrorCode::kInvalid);
  EXPECT_EQ(Refusal("\"risk\":12", "\"risk\":-1").code, ErrorCode::kInvalid);
  const Error cut = Refusal("\"vocab\"", "vocab");
  EXPECT_EQ(cut.code, ErrorCode::kInvalid);
  EXPECT_EQ(cut.line, 1U);
  EXPECT_FALSE(WordPieces::Parse(std::string(1'000'000, '['), "deep.json"));
  EXPECT_FALSE(WordPieces::Parse("", "empty.json"));
}

}  // namespace
}  // namespace concord
