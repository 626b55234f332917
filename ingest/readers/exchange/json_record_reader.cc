// Acts and treaties as JSON records, and lists of records about them.
//
// There is no standard for these; files agree on the words that they use ("title", "articles", "content") and
// not on their order or nesting. An act is an object with lists of its units, or a list of units with their
// text. Everything else that is a list of titled objects is a catalogue, each object a record. A field in
// several languages has the language at the end of its name ("content_en"): the first language is that of the
// document, the others follow as parts of their own.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "base/text.h"
#include "ingest/outline/text_lines.h"
#include "ingest/readers/exchange/json_crosswalk.h"
#include "ingest/readers/tables/item_tree.h"
#include "ingest/source/data_tree.h"

namespace concord {
namespace {

constexpr std::string_view kTitles[] = {"title", "heading", "name", "label"};
constexpr std::string_view kDocumentTitles[] = {"title", "regulation", "treaty", "name", "act"};
constexpr std::string_view kNumbers[] = {"article", "chapter", "section", "annex", "part", "number"};
constexpr std::string_view kTexts[] = {"content", "text", "body", "paragraphs"};
constexpr std::string_view kSources[] = {"source_url", "url", "source", "document_url"};
constexpr std::string_view kUnitLists[] = {"parts", "titles", "chapters", "sections", "articles", "annexes"};

// "四十三" is 43, "一〇一" and "一百零一" are 101; 0 for what is no Chinese number below a thousand.
int ChineseNumber(std::string_view text) {
  static constexpr std::pair<std::string_view, int> kDigits[] = {{"〇", 0}, {"零", 0}, {"一", 1}, {"二", 2},
                                                                 {"三", 3}, {"四", 4}, {"五", 5}, {"六", 6},
                                                                 {"七", 7}, {"八", 8}, {"九", 9}};
  int total = 0, digits = 0;
  while (!text.empty() && total + digits < 1000) {
    const auto* digit =
        std::ranges::find_if(kDigits, [&](const auto& one) { return text.starts_with(one.first); });
    if (digit != std::end(kDigits)) {
      digits = digits * 10 + digit->second;
      text.remove_prefix(digit->first.size());
    } else if (text.starts_with("十") || text.starts_with("百")) {
      total += std::max(digits, 1) * (text.starts_with("十") ? 10 : 100);
      digits = 0;
      text.remove_prefix(std::string_view("十").size());
    } else {
      return 0;
    }
  }
  return text.empty() ? total + digits : 0;
}

// "8" of "8" and of "八", "8 bis" of "八之二"; empty for what is no such number.
std::string ArabicNumber(std::string_view text) {
  if (!text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos)
    return std::string(text);
  constexpr std::string_view kOf = "之";  // the second, third ... of that number
  const size_t of = text.find(kOf);
  const int number = ChineseNumber(text.substr(0, of));
  if (number == 0) return {};
  if (of == std::string_view::npos) return std::to_string(number);
  static constexpr std::string_view kOrdinals[] = {"bis", "ter", "quater", "quinquies", "sexies"};
  const int which = ChineseNumber(text.substr(of + kOf.size()));
  return which < 2 || which > 6 ? std::string() : fmt::format("{} {}", number, kOrdinals[which - 2]);
}

// Without tags; one that is never closed ends with the text.
PlacedText WithoutTags(const PlacedText& text) {
  const std::string& bytes = text.text();
  PlacedText plain;
  size_t start = 0;
  for (size_t at = bytes.find('<'); at != std::string::npos; at = bytes.find('<', at + 1)) {
    const char next = at + 1 < bytes.size() ? bytes[at + 1] : ' ';
    const bool tag =
        next == '/' || next == '!' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
    if (!tag || at < start) continue;
    plain.AddPart(text, start, at);
    start = std::min(bytes.find('>', at), bytes.size() - 1) + 1;
  }
  plain.AddPart(text, start);
  return plain;
}

class RecordReader {
 public:
  RecordReader(const SourceText& source, const DataTree& tree, std::string_view map)
      : source_(source), root_(tree.root()), map_(map), builder_(source) {}

  Result<Document> Run() {
    languages_ = LanguagesOf(root_);
    const DataNode crosswalk = FindJsonCrosswalk(root_);
    if (HasUnits(root_)) {
      ReadAct();
    } else if (crosswalk) {
      const Result<void> read = ReadJsonCrosswalk(source_, root_, crosswalk, map_, &builder_);
      if (!read) return tl::unexpected(read.error());
    } else {
      const DataNode list = FindRecords();
      if (!list) {
        return tl::unexpected(source_.ErrorAt(ErrorCode::kUnsupported,
                                              "no act and no list of records: expected an object with "
                                              "articles, chapters, sections or annexes, or a "
                                              "list of objects that have a title",
                                              0));
      }
      const DataNode first = *list.begin();
      languages_ = LanguagesOf(first);
      if (Text(first, kTexts, Language(0))) {
        ReadUnits(list, 1, Language(0));
      } else {
        ReadCatalogue(list);
      }
    }
    return builder_.Finish();
  }

 private:
  // ---- fields

  // Languages at the end of the names of texts, English first; empty when names have none.
  static std::vector<std::string> LanguagesOf(DataNode node) {
    std::set<std::string> found;
    const auto look = [&](DataNode fields) {
      if (!fields.is_map()) return;
      for (const DataNode field : fields) {
        const std::string_view key = field.key();
        const size_t end = key.rfind('_');
        if (!field.is_scalar() || end == std::string_view::npos || key.size() - end != 3) continue;
        const std::string_view name = key.substr(0, end);
        if (std::ranges::find(kTexts, name) != std::end(kTexts) ||
            std::ranges::find(kTitles, name) != std::end(kTitles))
          found.emplace(key.substr(end + 1));
      }
    };
    look(node);
    for (const DataNode list : node) {
      for (const DataNode member : list) {
        look(member);
        break;
      }
    }
    std::vector<std::string> languages(found.begin(), found.end());
    std::ranges::stable_sort(languages, {}, [](const std::string& language) { return language != "en"; });
    return languages;
  }
  std::string Language(size_t index) const { return index < languages_.size() ? languages_[index] : ""; }

  // The first of the fields that is there with text, in that language (or without any).
  template <size_t N>
  static DataNode Text(DataNode node, const std::string_view (&names)[N], const std::string& language) {
    for (const std::string_view name : names) {
      if (!language.empty()) {
        const DataNode field = node.Find(fmt::format("{}_{}", name, language));
        if (field.is_scalar() && !Trim(field.Text()).empty()) return field;
      }
      const DataNode field = node.Find(name);
      if (language.empty() && field.is_scalar() && !Trim(field.Text()).empty()) return field;
    }
    return {};
  }

  static bool HasUnits(DataNode node) {
    return std::ranges::any_of(kUnitLists, [&](std::string_view name) {
      const DataNode list = node.Find(name);
      return list.is_list() && list.begin() != list.end() && (*list.begin()).is_map();
    });
  }

  // ---- an act

  void ReadAct() {
    Metadata& metadata = builder_.document().metadata;
    DataNode title = Text(root_, kDocumentTitles, Language(0));
    if (!title) title = Text(root_, kDocumentTitles, "");
    metadata.title = CollapseSpace(title.Text());
    metadata.language = Language(0);
    metadata.source = CollapseSpace(Text(root_, kSources, "").Text());
    if (root_.Find("treaty")) metadata.type = "treaty";
    if (root_.Find("regulation")) metadata.type = "regulation";
    for (const std::string_view key : {"citation", "celex", "eli", "doi"}) {
      if (const std::string value = CollapseSpace(root_.TextOf(key)); !value.empty())
        metadata.identifiers[std::string(key)] = value;
    }
    for (size_t i = 0; i < std::max<size_t>(languages_.size(), 1); ++i) ReadActIn(Language(i), i > 0);
  }

  void ReadActIn(const std::string& language, bool translation) {
    const std::string_view preamble_names[] = {"preamble"};
    const DataNode preamble = Text(root_, preamble_names, language);
    DataNode title = Text(root_, kDocumentTitles, language);
    if (translation) {
      while (builder_.open_sections() > 0) builder_.CloseSection();
      const uint32_t part = builder_.OpenSection(SectionKind::kPart, "", language);
      builder_.section(part).language = language;
      WriteHeading({}, title.Placed(), &builder_);
    } else {
      if (!title) title = Text(root_, kDocumentTitles, "");
      const PlacedText words = title.Placed();
      if (title) Outline(&builder_).Title(words.Pieces());
    }
    if (preamble) {
      const uint32_t section = builder_.OpenSection(SectionKind::kPreamble, "", "preamble");
      if (translation) builder_.section(section).language = language;
      WriteParagraphs(preamble.Placed());
      builder_.CloseSection();
    }
    Outline outline(&builder_);
    ReadLists(root_, 1, language, translation ? nullptr : &outline);
    if (translation) builder_.CloseSection();
  }

  void WriteParagraphs(const PlacedText& text) {
    const PlacedText plain = WithoutTags(text);
    const std::string& bytes = plain.text();
    for (size_t start = 0; start < bytes.size();) {
      const size_t end = std::min(bytes.find('\n', start), bytes.size());
      builder_.OpenBlock(BlockKind::kParagraph);
      builder_.Append(plain, start, end);
      builder_.CloseBlock();
      start = end + 1;
    }
  }

  // Nesting is bounded by the tree.
  void ReadLists(DataNode holder, int level, const std::string& language, Outline* outline) {
    for (const std::string_view name : kUnitLists) {
      const DataNode list = holder.Find(name);
      if (!list.is_list()) continue;
      for (const DataNode unit : list) ReadUnit(unit, level, language, outline);
    }
  }

  void ReadUnits(DataNode list, int level, const std::string& language) {
    builder_.document().metadata.language = language;
    Outline outline(&builder_);
    for (const DataNode unit : list) ReadUnit(unit, level, language, &outline);
  }

  void ReadUnit(DataNode unit, int level, const std::string& language, Outline* outline) {
    if (!unit.is_map() || builder_.failed()) return;
    const DataNode text = Text(unit, kTexts, language);
    const DataNode title = Text(unit, kTitles, language);
    // In a list of several languages the unit may be missing in this one.
    if (!language.empty() && !text && !title && !HasUnits(unit)) return;
    if (outline == nullptr) {
      ReadTranslated(unit, title, text, level, language);
      return;
    }
    const PlacedText heading = Heading(unit, title);
    if (!heading.empty()) outline->Heading(level, heading.Pieces());
    if (text) {
      const PlacedText plain = WithoutTags(text.Placed());
      ReadLines(plain.Pieces(), &builder_, outline);
    }
    if (const DataNode summary = unit.Find("summary"); summary.is_scalar()) {
      const PlacedText words = summary.Placed();
      outline->Other(BlockKind::kFootnote, words.Pieces());
    }
    ReadLists(unit, level + 1, language, outline);
  }

  // A unit in another language, whose numbering we do not know: as the file divides it, and no further.
  void ReadTranslated(DataNode unit, DataNode title, DataNode text, int level, const std::string& language) {
    DataNode number;
    for (const std::string_view name : kNumbers) {
      if (!number) number = unit.Find(name);
    }
    const std::string step = ArabicNumber(Trim(number.Text()));
    const uint32_t section =
        builder_.OpenSection(level == 1 && HasUnits(unit) ? SectionKind::kPart : SectionKind::kArticle,
                             CollapseSpace(number.Text()), "art." + step);
    builder_.section(section).language = language;
    WriteHeading(number.Placed(), title.Placed(), &builder_);
    WriteParagraphs(text.Placed());
    ReadLists(unit, level + 1, language, nullptr);
    builder_.CloseSection();
  }

  // "Article 3: Definitions", whether the file says it in one field or two; the number may be a Chinese one.
  static PlacedText Heading(DataNode unit, DataNode title) {
    PlacedText heading;
    for (const std::string_view name : kNumbers) {
      const DataNode number = unit.Find(name);
      if (!number.is_scalar()) continue;
      const std::string text(Trim(number.Text()));
      if (text.empty() || title.Text().starts_with(text)) break;
      if (const std::string arabic = ArabicNumber(text); !arabic.empty()) {
        std::string word(name);
        word[0] = static_cast<char>(word[0] - 'a' + 'A');
        heading.AddFor(fmt::format("{} {}", word, arabic), number.at(), static_cast<uint32_t>(text.size()));
      } else {
        heading = number.Placed();
      }
      heading.AddFor(" ", number.at(), 0);
      break;
    }
    heading.AddPart(title.Placed(), 0);
    return heading;
  }

  // ---- a catalogue

  // The longest list of objects most of which have a title, wherever it is.
  DataNode FindRecords() const {
    DataNode best;
    size_t most = 0;
    std::vector<DataNode> open = {root_};
    while (!open.empty()) {
      const DataNode node = open.back();
      open.pop_back();
      size_t members = 0, titled = 0;
      for (const DataNode child : node) {
        if (child.is_map() || child.is_list()) open.push_back(child);
        ++members;
        titled +=
            static_cast<size_t>(child.is_map() && (Text(child, kTitles, "") || Text(child, kTitles, "en")));
      }
      if (!node.is_list() || titled * 2 <= members || titled <= most) continue;
      most = titled;
      best = node;
    }
    return best;
  }

  void ReadCatalogue(DataNode list) {
    builder_.document().metadata.type = "catalogue";
    ItemPaths paths;
    for (const DataNode record : list) {
      if (builder_.failed()) return;
      if (!record.is_map()) continue;
      std::string id = record.TextOf("id");
      if (id.empty()) id = record.TextOf("uuid");
      const DataNode title = Text(record, kTitles, Language(0));
      OpenItem("", paths.PathOf(id.empty() ? "record" : "record-" + id), {}, title.Placed(), &builder_);
      WriteFields(record, title);
      builder_.CloseSection();
    }
  }

  // All that a record says in words, in the order of the file, however deep it stands.
  void WriteFields(DataNode record, DataNode title) {
    struct Open {
      DataNode::Iterator at, end;
      std::string name;
    };
    std::vector<Open> open = {{record.begin(), record.end(), ""}};
    while (!open.empty() && !builder_.failed()) {
      if (open.back().at == open.back().end) {
        open.pop_back();
        continue;
      }
      const DataNode field = *open.back().at;
      ++open.back().at;
      const std::string& above = open.back().name;
      std::string name = above;
      if (!field.key().empty()) name += (above.empty() ? "" : ".") + std::string(field.key());
      if (field.is_map() || field.is_list()) {
        open.push_back({field.begin(), field.end(), std::move(name)});
        continue;
      }
      // Numbers and addresses of a database are of no use without it.
      if (field.at() == title.at() || !IsForPeople(field)) continue;
      builder_.OpenBlock(BlockKind::kTableCell);
      builder_.AppendOwn(fmt::format("{}: ", name));
      builder_.StartBody();
      builder_.Append(field.Placed());
      builder_.CloseBlock();
    }
  }

  static bool IsForPeople(DataNode field) {
    const std::string text = field.Text();
    if (text.find_first_not_of("0123456789.-+eE") == std::string::npos) return false;
    return text.find("[*]") == std::string::npos && text.find(":\\") == std::string::npos;
  }

  const SourceText& source_;
  DataNode root_;
  std::string_view map_;
  DocumentBuilder builder_;
  std::vector<std::string> languages_;
};

}  // namespace

int LooksLikeJsonRecord(const Source& source) {
  std::string_view head = source.bytes.substr(0, 64 << 10);
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
  if (!head.starts_with('{') && !head.starts_with('[')) return 0;
  // Then a key, an object or nothing: no other text goes on like this.
  const std::string_view next = Trim(head.substr(1, 200));
  if (!next.starts_with('"') && !next.starts_with('{') && !next.starts_with('[') && next.size() > 1) return 0;
  const bool titled = head.find("\"title") != std::string_view::npos ||
                      head.find("\"name") != std::string_view::npos ||
                      head.find("\"articles\"") != std::string_view::npos;
  return titled ? 5 : source.path.ends_with(".json") ? 3 : 0;
}

Result<Document> ReadJsonRecord(const Source& source) {
  Result<SourceText> text = SourceText::Open(source);
  if (!text) return tl::unexpected(text.error());
  auto tree = DataTree::ParseJson(*text);
  if (!tree) return tl::unexpected(tree.error());
  return RecordReader(*text, **tree, source.map).Run();
}

}  // namespace concord
