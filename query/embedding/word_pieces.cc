#include "query/embedding/word_pieces.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/unicode.h"
#include "query/embedding/json_object.h"

namespace concord {
namespace {

// The blocks that BERT calls Chinese characters: ideographs, without kana and hangul.
bool IsIdeograph(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x2A6DF) ||
         (c >= 0x2A700 && c <= 0x2B73F) || (c >= 0x2B740 && c <= 0x2B81F) || (c >= 0x2B820 && c <= 0x2CEAF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

// ASCII symbols count as punctuation too: "$", "+", "<", ...
bool EndsWord(char32_t c) {
  if (c < 0x80) {
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
           (c >= '{' && c <= '~');
  }
  return IsPunctuation(c);
}

// A text whose pieces are longer on average (a kilobyte of blanks for each) is cut short.
constexpr size_t kBytesForAPiece = 1024;

// Without control characters; every kind of white space is a blank; blanks around ideographs.
std::string Clean(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const char32_t c = NextCodePoint(text, &at);
    if (c == '\t' || c == '\n' || c == '\r') {
      out += ' ';
    } else if (c == 0xFFFD || IsControl(c)) {
      continue;
    } else if (IsSpace(c)) {
      out += ' ';
    } else if (IsIdeograph(c)) {
      out += ' ';
      AppendUtf8(c, &out);
      out += ' ';
    } else {
      AppendUtf8(c, &out);
    }
  }
  return out;
}

std::string_view Text(const rapidjson::Value& value) {
  if (!value.IsString()) return {};
  return {value.GetString(), value.GetStringLength()};
}

// The string at `path` ("normalizer.type"), or "".
std::string_view StringAt(const rapidjson::Value& object, const char* name, const char* member) {
  const auto at = object.FindMember(name);
  if (at == object.MemberEnd() || !at->value.IsObject()) return {};
  const auto inner = at->value.FindMember(member);
  return inner == at->value.MemberEnd() ? std::string_view() : Text(inner->value);
}

// The names of the pieces that stand before and after a text. Two forms say so: a template, as
// {"single": [{"SpecialToken": {"id": "[CLS]"}}, {"Sequence": ..}, {"SpecialToken": {"id": "[SEP]"}}]}, and
// {"cls": ["[CLS]", 101], "sep": ["[SEP]", 102]}.
std::pair<std::string_view, std::string_view> EndsOf(const rapidjson::Value& document) {
  std::pair<std::string_view, std::string_view> ends = {"[CLS]", "[SEP]"};
  const auto post = document.FindMember("post_processor");
  if (post == document.MemberEnd() || !post->value.IsObject()) return ends;
  for (const auto& [name, end] : {std::pair("cls", &ends.first), std::pair("sep", &ends.second)}) {
    const auto at = post->value.FindMember(name);
    if (at != post->value.MemberEnd() && at->value.IsArray() && at->value.Size() > 0 &&
        at->value[0].IsString())
      *end = Text(at->value[0]);
  }
  const auto single = post->value.FindMember("single");
  if (single == post->value.MemberEnd() || !single->value.IsArray() || single->value.Size() != 3) return ends;
  for (const auto& [place, end] : {std::pair(0U, &ends.first), std::pair(2U, &ends.second)}) {
    const auto& part = single->value[place];
    if (!part.IsObject()) continue;
    if (const std::string_view id = StringAt(part, "SpecialToken", "id"); !id.empty()) *end = id;
  }
  return ends;
}

tl::unexpected<Error> Refuse(ErrorCode code, std::string message, std::string_view source) {
  return tl::unexpected(Error{code, std::move(message), std::string(source), 0, 0, 0});
}

}  // namespace

Result<WordPieces> WordPieces::Parse(std::string_view json, std::string_view source) {
  const auto parsed = ParseJsonObject(json, source, "tokenizer.json");
  if (!parsed) return tl::unexpected(parsed.error());
  const rapidjson::Document& document = *parsed;
  for (const auto& [name, wanted] :
       {std::pair("model", "WordPiece"), std::pair("normalizer", "BertNormalizer"),
        std::pair("pre_tokenizer", "BertPreTokenizer")}) {
    const std::string_view found = StringAt(document, name, "type");
    if (found != wanted) {
      return Refuse(ErrorCode::kUnsupported,
                    fmt::format("the type of '{}' is '{}'; it should be {}", name, found, wanted), source);
    }
  }
  const auto& normalizer = document["normalizer"];
  for (const char* wanted : {"clean_text", "handle_chinese_chars"}) {
    const auto at = normalizer.FindMember(wanted);
    if (at == normalizer.MemberEnd() || !at->value.IsTrue())
      return Refuse(ErrorCode::kUnsupported, fmt::format("the normalizer's '{}' should be true", wanted),
                    source);
  }
  const auto lower = normalizer.FindMember("lowercase");
  if (lower == normalizer.MemberEnd() || !lower->value.IsBool())
    return Refuse(ErrorCode::kInvalid, "the normalizer's 'lowercase' should be true or false", source);
  const bool cased = !lower->value.GetBool();
  // Null and no member mean: as lowercase says.
  const auto strip = normalizer.FindMember("strip_accents");
  if (strip != normalizer.MemberEnd() && strip->value.IsBool() && strip->value.GetBool() == cased) {
    return Refuse(ErrorCode::kUnsupported,
                  "the normalizer's 'strip_accents' should be what its 'lowercase' is, or null", source);
  }
  const auto& model = document["model"];
  if (StringAt(document, "model", "continuing_subword_prefix") != "##") {
    return Refuse(ErrorCode::kUnsupported, "the model's 'continuing_subword_prefix' should be ##", source);
  }
  const auto vocabulary = model.FindMember("vocab");
  if (vocabulary == model.MemberEnd() || !vocabulary->value.IsObject()) {
    return Refuse(ErrorCode::kInvalid, "the model has no object 'vocab'", source);
  }

  WordPieces pieces;
  for (const auto& entry : vocabulary->value.GetObject()) {
    const std::string_view piece(entry.name.GetString(), entry.name.GetStringLength());
    if (!entry.value.IsUint() || entry.value.GetUint() >= vocabulary->value.MemberCount()) {
      return Refuse(ErrorCode::kInvalid,
                    fmt::format("the number of piece '{}' is not below the size of the vocabulary", piece),
                    source);
    }
    const uint32_t number = entry.value.GetUint();
    if (piece.starts_with("##")) {
      pieces.inner_.emplace(piece.substr(2), number);
    } else {
      pieces.first_.emplace(piece, number);
    }
    ++pieces.size_;
  }
  pieces.cased_ = cased;
  const auto [begin, end] = EndsOf(document);
  const std::string_view unknown = StringAt(document, "model", "unk_token");
  for (const auto& [name, number] : {std::pair(unknown.empty() ? "[UNK]" : unknown, &pieces.unknown_),
                                     std::pair(begin, &pieces.begin_), std::pair(end, &pieces.end_)}) {
    const auto at = pieces.first_.find(name);
    if (at == pieces.first_.end())
      return Refuse(ErrorCode::kInvalid, fmt::format("the vocabulary has no {}", name), source);
    *number = at->second;
  }
  if (const auto at = model.FindMember("max_input_chars_per_word");
      at != model.MemberEnd() && at->value.IsUint() && at->value.GetUint() <= 1000) {
    pieces.max_word_ = at->value.GetUint();
  }
  if (const auto at = document.FindMember("truncation"); at != document.MemberEnd() && at->value.IsObject() &&
                                                         at->value.HasMember("max_length") &&
                                                         at->value["max_length"].IsUint()) {
    pieces.max_length_ = std::max<size_t>(2, at->value["max_length"].GetUint());
  }
  return pieces;
}

void WordPieces::ReadWord(std::string_view word, std::vector<uint32_t>* pieces) const {
  // Where characters start.
  std::vector<size_t> starts;
  for (size_t at = 0; at < word.size(); NextCodePoint(word, &at)) {
    starts.push_back(at);
    if (starts.size() > max_word_) {
      pieces->push_back(unknown_);
      return;
    }
  }
  starts.push_back(word.size());
  const size_t before = pieces->size();
  for (size_t from = 0; from + 1 < starts.size();) {
    const Map& map = from == 0 ? first_ : inner_;
    size_t to = starts.size() - 1;
    auto found = map.end();
    for (; to > from; --to) {
      found = map.find(word.substr(starts[from], starts[to] - starts[from]));
      if (found != map.end()) break;
    }
    if (to == from) {  // nothing fits here: the whole word is unknown
      pieces->resize(before);
      pieces->push_back(unknown_);
      return;
    }
    pieces->push_back(found->second);
    from = to;
  }
}

std::vector<uint32_t> WordPieces::Read(std::string_view text, size_t most) const {
  most = std::max<size_t>(most, 2);
  // A piece has few characters, so the rest of a long text need not be looked at.
  size_t enough = std::min(text.size(), most * kBytesForAPiece);
  while (enough < text.size() && (static_cast<unsigned char>(text[enough]) & 0xC0) == 0x80) ++enough;
  text = text.substr(0, enough);
  std::vector<uint32_t> pieces = {begin_};
  std::string cleaned = Clean(text);
  if (!cased_) cleaned = StripAccentsAndLower(cleaned);
  const std::string_view all = cleaned;
  size_t start = 0;
  for (size_t at = 0; at < all.size() && pieces.size() < most;) {
    const size_t here = at;
    const char32_t c = NextCodePoint(all, &at);
    // What is left of white space here came out of the decomposition (U+2002 from U+2000).
    const bool blank = IsSpace(c);
    if (!blank && !EndsWord(c)) continue;
    if (here > start) ReadWord(all.substr(start, here - start), &pieces);
    if (!blank) ReadWord(all.substr(here, at - here), &pieces);
    start = at;
  }
  if (start < all.size() && pieces.size() < most) ReadWord(all.substr(start), &pieces);
  if (pieces.size() > most - 1) pieces.resize(most - 1);
  pieces.push_back(end_);
  return pieces;
}

}  // namespace concord
