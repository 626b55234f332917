#include "ingest/readers/office/docx_styles.h"

#include <array>
#include <charconv>
#include <vector>

#include "base/text.h"
#include "base/unicode.h"
#include "ingest/source/xml_tree.h"

namespace concord {
namespace {

// What programs in other languages call "heading"; folded for comparison.
constexpr auto kHeadingWords = std::to_array<std::string_view>(
    {"heading", "uberschrift", "titre", "titulo", "titolo", "kop", "rubrik", "overskrift", "otsikko",
     "naglowek", "nadpis", "cimsor", "zaglavie", "заголовок", "見出し", "标题", "標題", "제목"});

pugi::xml_node Child(pugi::xml_node node, std::string_view name) {
  for (const pugi::xml_node child : node.children()) {
    if (LocalName(child) == name) return child;
  }
  return {};
}

std::string ValueOf(pugi::xml_node node, std::string_view child) {
  return XmlAttribute(Child(node, child), "val");
}

int Number(std::string_view text, int otherwise) {
  int value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// What a name that Word gives (they are English in every language's file) says of a paragraph.
ParagraphRole RoleOf(std::string_view name) {
  const std::string lower = AsciiLower(name);
  if (lower == "title" || lower == "subtitle") return ParagraphRole::kTitle;
  if (lower == "quote" || lower == "intense quote" || lower == "block text") return ParagraphRole::kQuote;
  if (lower == "footnote text" || lower == "endnote text") return ParagraphRole::kNote;
  if (lower == "html preformatted" || lower == "source code" || lower == "preformatted text") {
    return ParagraphRole::kCode;
  }
  if (lower.starts_with("toc ") || lower == "table of figures" || lower == "index heading" ||
      lower.starts_with("index ") || lower.starts_with("contents ")) {
    return ParagraphRole::kLeftOut;
  }
  return ParagraphRole::kBody;
}

struct Raw {
  pugi::xml_node node;
  std::string name, based_on;
};

// What the style itself says, over what `style` has from the one below it.
void Apply(const Raw& raw, DocxStyle* style) {
  const pugi::xml_node paragraph = Child(raw.node, "pPr"), run = Child(raw.node, "rPr");
  if (const ParagraphRole role = RoleOf(raw.name); role != ParagraphRole::kBody) style->role = role;
  if (const int level = HeadingLevelOf(raw.name); level > 0) style->level = level;
  if (const std::string outline = ValueOf(paragraph, "outlineLvl"); !outline.empty()) {
    const int level = Number(outline, 9);
    style->level = level >= 0 && level < 9 ? level + 1 : 0;  // 9 is body text
  }
  if (const pugi::xml_node number = Child(paragraph, "numPr")) {
    if (const std::string id = ValueOf(number, "numId"); !id.empty()) style->num_id = id;
    if (const std::string level = ValueOf(number, "ilvl"); !level.empty())
      style->num_level = Number(level, 0);
  }
  if (const int on = DocxSwitch(run, "b"); on != 0) style->bold = on > 0;
  if (const int on = DocxSwitch(run, "vanish"); on != 0) style->hidden = on > 0;
}

}  // namespace

int DocxSwitch(pugi::xml_node properties, std::string_view name) {
  const pugi::xml_node node = Child(properties, name);
  if (!node) return 0;
  const std::string value = XmlAttribute(node, "val");
  return value == "0" || value == "false" || value == "off" ? -1 : 1;
}

int HeadingLevelOf(std::string_view style_name) {
  const std::string name = FoldForComparison(style_name.substr(0, 60));
  for (const std::string_view word : kHeadingWords) {
    const std::string folded = FoldForComparison(word);
    if (!name.starts_with(folded)) continue;
    const std::string_view rest = Trim(std::string_view(name).substr(folded.size()));
    if (rest.size() == 1 && rest[0] >= '1' && rest[0] <= '9') return rest[0] - '0';
  }
  return 0;
}

DocxStyles::DocxStyles(pugi::xml_node styles) {
  std::map<std::string, Raw, std::less<>> raws;
  std::string default_id;
  for (const pugi::xml_node node : styles.children()) {
    if (LocalName(node) != "style") continue;
    const std::string id = XmlAttribute(node, "styleId");
    if (XmlAttribute(node, "default") == "1" && XmlAttribute(node, "type") == "paragraph") default_id = id;
    raws.try_emplace(id, Raw{node, ValueOf(node, "name"), ValueOf(node, "basedOn")});
  }
  for (const auto& [id, raw] : raws) {
    // From the style down to its base; a circle ends where it closes.
    std::vector<const Raw*> chain;
    for (auto at = raws.find(id); at != raws.end() && chain.size() < raws.size();
         at = raws.find(at->second.based_on))
      chain.push_back(&at->second);
    DocxStyle& style = styles_[id];
    for (size_t i = chain.size(); i-- > 0;) Apply(*chain[i], &style);
    if (style.level > 0 && style.role == ParagraphRole::kBody) style.role = ParagraphRole::kHeading;
    // "TOC Heading" is based on "heading 1", and a title may have an outline level.
    if (style.role == ParagraphRole::kHeading && style.level == 0) style.role = ParagraphRole::kBody;
  }
  if (const auto found = styles_.find(default_id); found != styles_.end()) styles_[""] = found->second;
}

const DocxStyle& DocxStyles::Find(std::string_view id) const {
  static const DocxStyle kNone;
  const auto found = styles_.find(id);
  return found == styles_.end() ? kNone : found->second;
}

}  // namespace concord
