// OpenDocument text (ODF 1.0 to 1.3), as LibreOffice and others write it: what the document displays when all
// changes are accepted. What it has in common with Word's files stands in office_text.h.
#include <fmt/format.h>

#include <charconv>
#include <deque>
#include <map>

#include "base/text.h"
#include "ingest/readers/office/odt_styles.h"
#include "ingest/readers/office/office_package.h"

namespace concord {
namespace {

constexpr std::string_view kMediaType = "application/vnd.oasis.opendocument.text";

class OdtReader {
 public:
  OdtReader(const SourceText& source, OdtStyles styles)
      : builder_(source), text_(&builder_), styles_(std::move(styles)) {}

  Metadata& metadata() { return builder_.document().metadata; }

  Result<Document> Read(pugi::xml_node content) {
    Walk({content, false});
    if (contents_ > 0) {
      builder_.document().repairs.push_back(
          {0, fmt::format("{} lines of a table of contents or index are left out; the text says the same",
                          contents_)});
    }
    if (hidden_ > 0) {
      builder_.document().repairs.push_back(
          {0, fmt::format("{} stretches of hidden text are left out", hidden_)});
    }
    return builder_.Finish();
  }

 private:
  struct Stretch {
    pugi::xml_node top;
    bool note = false;
  };
  struct List {
    std::string style, id;
    NumberCounters counters;  // of the outermost; the inner ones count in it
  };
  struct Item {
    bool header = false;  // displays no number
    bool begun = false;   // its first paragraph was there
  };

  void Walk(const Stretch& stretch) {
    at_ = stretch;
    WalkBelow(
        stretch.top, [this](pugi::xml_node node) { return Enter(node); },
        [this](pugi::xml_node node) { Leave(node); }, [this] { return builder_.failed(); });
    if (stretch.note) text_.EndParagraph({ParagraphRole::kNote, 0, ""}, OffsetOf(stretch.top));
  }

  // Notes and boxes come behind the paragraph that they hang on.
  void WalkLater() {
    if (walking_later_) return;
    walking_later_ = true;
    const Stretch here = at_;
    const std::vector<List> lists = std::move(lists_);
    const std::vector<Item> items = std::move(items_);
    lists_.clear();
    items_.clear();
    while (!later_.empty() && !builder_.failed()) {
      const Stretch next = later_.front();
      later_.pop_front();
      Walk(next);
    }
    lists_ = lists;
    items_ = items;
    at_ = here;
    walking_later_ = false;
  }

  bool Enter(pugi::xml_node node) {
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
      if (in_paragraph_ > 0) text_.AppendXml(node.value(), OffsetOf(node), !bold_.empty() && bold_.back());
      return false;
    }
    if (node.type() != pugi::node_element) return false;
    const std::string_view name = LocalName(node);
    if (name == "p" || name == "h") {
      const OdtStyle style = styles_.Find(XmlAttribute(node, "style-name"));
      if (style.hidden) return Hide();
      ++in_paragraph_;
      bold_.push_back(style.bold);
    } else if (name == "span") {
      const std::string named = XmlAttribute(node, "style-name");
      const OdtStyle style = styles_.Find(named);
      if (style.hidden) return Hide();
      bold_.push_back(style.bold || (!bold_.empty() && bold_.back()));
    } else if (name == "s" || name == "tab" || name == "line-break") {
      text_.AppendOwn(" ", OffsetOf(node));
      return false;
    } else if (name == "note-body") {
      later_.push_back({node, true});
      return false;
    } else if (name == "text-box") {
      later_.push_back({node, at_.note});
      return false;
    } else if (name == "list") {
      BeginList(node);
    } else if (name == "list-item" || name == "list-header") {
      items_.push_back({name == "list-header", false});
      StartAt(node);
    } else if (name == "table-row") {
      size_t cells = 0;
      for (const pugi::xml_node child : node.children()) {
        cells += LocalName(child) == "table-cell" || LocalName(child) == "covered-table-cell" ? 1 : 0;
      }
      text_.BeginRow(cells);
    } else if (name == "table-cell" || name == "covered-table-cell") {
      text_.BeginCell();
      return name == "table-cell";
    } else if (name == "table-of-content" || name.ends_with("-index")) {
      ++contents_depth_;
    } else if (name == "section" && XmlAttribute(node, "display") == "none") {
      return Hide();
    } else {
      return !IsPassedOver(name);
    }
    return true;
  }

  bool Hide() {
    ++hidden_;
    return false;
  }

  static bool IsPassedOver(std::string_view name) {
    for (const std::string_view passed : {"tracked-changes",
                                          "annotation",
                                          "annotation-end",
                                          "note-citation",
                                          "hidden-text",
                                          "hidden-paragraph",
                                          "ruby-text",
                                          "covered-table-cell",
                                          "forms",
                                          "sequence-decls",
                                          "variable-decls",
                                          "user-field-decls",
                                          "script",
                                          "number",
                                          "title",
                                          "desc",
                                          "object",
                                          "object-ole",
                                          "image",
                                          "event-listeners",
                                          "dde-connection-decls"}) {
      if (name == passed) return true;
    }
    return false;
  }

  void Leave(pugi::xml_node node) {
    if (node.type() != pugi::node_element) return;
    const std::string_view name = LocalName(node);
    if (name == "p" || name == "h") {
      --in_paragraph_;
      bold_.pop_back();
      EndParagraph(node);
    } else if (name == "span") {
      bold_.pop_back();
    } else if (name == "list") {
      EndList();
    } else if (name == "list-item" || name == "list-header") {
      items_.pop_back();
    } else if (name == "table-row") {
      text_.EndRow();
      if (!text_.in_row()) WalkLater();
    } else if (name == "table-of-content" || name.ends_with("-index")) {
      --contents_depth_;
    }
  }

  void BeginList(pugi::xml_node node) {
    List list;
    list.style = XmlAttribute(node, "style-name");
    list.id = XmlAttribute(node, "id");
    const bool goes_on = XmlAttribute(node, "continue-numbering") == "true";
    if (!lists_.empty()) {
      if (list.style.empty()) list.style = lists_.back().style;
      // A list of its own within an item begins anew.
      if (!goes_on) lists_.front().counters.Restart(static_cast<int>(lists_.size()));
    } else {
      const std::string before = XmlAttribute(node, "continue-list");
      if (!before.empty() && by_id_.contains(before)) {
        list.counters = by_id_[before];
      } else if (goes_on) {
        list.counters = by_style_[list.style];
      }
    }
    lists_.push_back(std::move(list));
  }

  void EndList() {
    if (lists_.size() == 1) {
      List& list = lists_.front();
      if (!list.id.empty()) by_id_[list.id] = list.counters;
      by_style_[list.style] = list.counters;
    }
    lists_.pop_back();
  }

  // An item, or a heading, may say where its number starts.
  void StartAt(pugi::xml_node node) {
    const std::string value = XmlAttribute(node, "start-value");
    int start = -1;
    std::from_chars(value.data(), value.data() + value.size(), start);
    if (start < 0 || start > 1'000'000'000) return;
    if (LocalName(node) == "h") {
      outline_.Restart(LevelOf(node) - 1, start);
    } else if (!lists_.empty()) {
      lists_.front().counters.Restart(static_cast<int>(lists_.size()) - 1, start);
    }
  }

  static int LevelOf(pugi::xml_node heading) {
    const std::string level = XmlAttribute(heading, "outline-level");
    int value = 1;
    std::from_chars(level.data(), level.data() + level.size(), value);
    return std::clamp(value, 1, kNumberLevels);
  }

  void EndParagraph(pugi::xml_node node) {
    if (in_paragraph_ > 0) return;
    if (at_.note) {
      text_.AppendOwn(" ", OffsetOf(node));  // paragraphs of one note are one block
      return;
    }
    const OdtStyle style = styles_.Find(XmlAttribute(node, "style-name"));
    ParagraphShape shape;
    shape.role = style.role;
    const bool heading = LocalName(node) == "h";
    if (heading) {
      shape.role = ParagraphRole::kHeading;
      shape.level = LevelOf(node);
    }
    if (contents_depth_ > 0) {
      shape.role = ParagraphRole::kLeftOut;
      contents_ += text_.empty() ? 0 : 1;
    } else if (!text_.empty()) {
      TakeNumber(node, style, &shape);
    }
    text_.EndParagraph(shape, OffsetOf(node));
    if (!text_.in_row()) WalkLater();
  }

  void TakeNumber(pugi::xml_node node, const OdtStyle& style, ParagraphShape* shape) {
    if (lists_.empty() || items_.empty()) {
      if (shape->role != ParagraphRole::kHeading || XmlAttribute(node, "is-list-header") == "true") return;
      StartAt(node);
      shape->number =
          outline_.Next(shape->level - 1, [this](int level) { return styles_.FindLevel("", level); });
      return;
    }
    Item& item = items_.back();
    const bool first = !item.begun && !item.header;
    item.begun = true;
    const int level = std::min(static_cast<int>(lists_.size()), kNumberLevels) - 1;
    std::string& list = lists_.back().style;
    if (list.empty()) list = style.list;
    const NumberLevel found = styles_.FindLevel(list, level);
    if (!found.there) return;
    if (found.format == "bullet") {
      if (shape->role == ParagraphRole::kBody && first) {
        shape->role = ParagraphRole::kBullet;
        shape->level = level;
      }
      return;
    }
    if (!first) return;
    shape->number = lists_.front().counters.Next(level, [&](int at) { return styles_.FindLevel(list, at); });
  }

  DocumentBuilder builder_;
  OfficeText text_;
  OdtStyles styles_;
  Stretch at_;
  std::deque<Stretch> later_;
  bool walking_later_ = false;
  int in_paragraph_ = 0, contents_depth_ = 0;
  std::vector<bool> bold_;  // of the open paragraph and spans
  std::vector<List> lists_;
  std::vector<Item> items_;
  NumberCounters outline_;
  std::map<std::string, NumberCounters> by_style_, by_id_;
  size_t contents_ = 0, hidden_ = 0;
};

}  // namespace

int LooksLikeOdt(const Source& source) {
  // The media type stands first and unpacked, so that it can be seen from outside.
  if (!IsZipWith(source.bytes, "content.xml")) return 0;
  return source.bytes.substr(0, 256).find(kMediaType) != std::string_view::npos ? 9 : 0;
}

Result<Document> ReadOdt(const Source& source) {
  Result<OfficePackage> package = OfficePackage::Open(source);
  if (!package) return tl::unexpected(package.error());
  if (package->Has("META-INF/manifest.xml")) {
    const Result<std::string> manifest = package->ReadText("META-INF/manifest.xml");
    if (!manifest) return tl::unexpected(manifest.error());
    if (manifest->find("encryption-data") != std::string::npos) {
      return tl::unexpected(
          package->archive().ErrorIn("content.xml", ErrorCode::kUnsupported, "encrypted with a password"));
    }
  }
  const Result<SourceText> text = package->ReadParts({"content.xml"});
  if (!text) return tl::unexpected(text.error());
  const Result<std::unique_ptr<XmlTree>> content = XmlTree::Parse(text->Part(0));
  if (!content) return tl::unexpected(content.error());
  OdtStyles styles;
  if (package->Has("styles.xml")) {
    const Result<std::unique_ptr<XmlTree>> tree = package->ReadXml("styles.xml");
    if (!tree) return tl::unexpected(tree.error());
    styles.Add((*tree)->root());
  }
  styles.Add((*content)->root());
  pugi::xml_node body;
  for (const pugi::xml_node child : (*content)->root().children()) {
    if (LocalName(child) == "body") body = child;
  }
  pugi::xml_node office_text;
  for (const pugi::xml_node child : body.children()) {
    if (LocalName(child) == "text") office_text = child;
  }
  if (!office_text) {
    return tl::unexpected(text->ErrorAt(ErrorCode::kInvalid, "expected a text in the body, found none", 0));
  }
  OdtReader reader(*text, std::move(styles));
  if (package->Has("meta.xml")) {
    const Result<std::unique_ptr<XmlTree>> meta = package->ReadXml("meta.xml");
    if (!meta) return tl::unexpected(meta.error());
    TakeDublinCore((*meta)->root(), &reader.metadata());
  }
  return reader.Read(office_text);
}

}  // namespace concord
