// Word's files (ECMA-376, strict and transitional): what the document displays when all changes are accepted.
//
// Headings, lists and numbers come from styles and numbering; the outline makes sections of them as of any
// other paragraphs. Left out, because the page shows it elsewhere or not at all: headers and footers,
// comments, deleted and hidden text, codes of fields, tables of contents.
#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>

#include "base/text.h"
#include "ingest/readers/office/docx_numbering.h"
#include "ingest/readers/office/docx_styles.h"
#include "ingest/readers/office/office_package.h"
#include "ingest/readers/office/office_text.h"

namespace concord {
namespace {

pugi::xml_node ChildOf(pugi::xml_node node, std::string_view name) {
  for (const pugi::xml_node child : node.children()) {
    if (LocalName(child) == name) return child;
  }
  return {};
}

class DocxReader {
 public:
  DocxReader(const SourceText& source, DocxStyles styles, DocxNumbering numbering)
      : builder_(source), text_(&builder_), styles_(std::move(styles)), numbering_(std::move(numbering)) {}

  // The parts of the source in their order: the document, then its notes ("footnotes", "endnotes").
  void AddPart(std::string_view kind, uint64_t start, pugi::xml_node root) {
    if (kind == "document") {
      body_ = {root, start, false};
      return;
    }
    for (const pugi::xml_node note : root.children()) {
      // Separators are notes too, of a type.
      const std::string type = XmlAttribute(note, "type");
      if (!type.empty() && type != "normal") continue;
      notes_[std::string(kind) + XmlAttribute(note, "id")] = {note, start, true};
    }
  }

  Metadata& metadata() { return builder_.document().metadata; }

  Result<Document> Read() {
    Walk(body_);
    if (contents_ > 0) {
      Repaired(
          fmt::format("{} lines of a table of contents are left out; the headings say the same", contents_));
    }
    if (text_.clauses() > 0) {
      Repaired(fmt::format("{} paragraphs in styles of headings are sentences and were read as text",
                           text_.clauses()));
    }
    if (hidden_ > 0) Repaired(fmt::format("{} runs of hidden text are left out", hidden_));
    if (foreign_ > 0) Repaired(fmt::format("{} parts in another format are embedded and not read", foreign_));
    return builder_.Finish();
  }

 private:
  // A stretch of some part: the body, a note, the content of a text box.
  struct Stretch {
    pugi::xml_node top;
    uint64_t base = 0;  // where its part begins in the source
    bool note = false;
  };
  struct Field {
    bool code = true;  // before its result
  };

  void Repaired(std::string message) { builder_.document().repairs.push_back({0, std::move(message)}); }
  uint64_t PlaceOf(pugi::xml_node node) const { return at_.base + OffsetOf(node); }

  // Walks the stretch and what it brings up: notes and boxes come behind the paragraph that they hang on.
  void Walk(const Stretch& stretch) {
    at_ = stretch;
    WalkBelow(
        stretch.top, [this](pugi::xml_node node) { return Enter(node); },
        [this](pugi::xml_node node) { Leave(node); }, [this] { return builder_.failed(); });
    if (stretch.note) EndNote();
  }

  void WalkLater() {
    if (walking_later_) return;
    walking_later_ = true;
    const Stretch here = at_;
    const std::vector<Field> fields = std::move(fields_);
    fields_.clear();
    while (!later_.empty() && !builder_.failed()) {
      const Stretch next = later_.front();
      later_.pop_front();
      Walk(next);
    }
    later_.clear();
    fields_ = fields;
    at_ = here;
    walking_later_ = false;
  }

  // The result of a field in another one's code is code too.
  bool InFieldCode() const { return std::ranges::any_of(fields_, &Field::code); }

  // False when its content is passed over.
  bool Enter(pugi::xml_node node) {
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
      if (in_text_ && !InFieldCode()) text_.AppendXml(node.value(), PlaceOf(node), bold_);
      return false;
    }
    if (node.type() != pugi::node_element) return false;
    const std::string_view name = LocalName(node);
    if (name == "p") {
      BeginParagraph(node);
    } else if (name == "r") {
      return BeginRun(node);
    } else if (name == "t") {
      // Of Word's text, mathematics and the like; what drawings say of themselves has other names.
      in_text_ = true;
    } else if (name == "tab" || name == "br" || name == "cr" || name == "ptab") {
      // Also a tab stop among the properties, which are passed over.
      if (!InFieldCode()) text_.AppendOwn(" ", PlaceOf(node));
    } else if (name == "noBreakHyphen") {
      if (!InFieldCode()) text_.AppendOwn("\u2011", PlaceOf(node));
    } else if (name == "fldChar") {
      const std::string type = XmlAttribute(node, "fldCharType");
      if (type == "begin") fields_.push_back({});
      if (type == "separate" && !fields_.empty()) fields_.back().code = false;
      if (type == "end" && !fields_.empty()) fields_.pop_back();
      return false;
    } else if (name == "footnoteReference" || name == "endnoteReference") {
      const std::string kind = name == "footnoteReference" ? "footnotes" : "endnotes";
      const auto note = notes_.find(kind + XmlAttribute(node, "id"));
      if (note != notes_.end() && !InFieldCode()) {
        later_.push_back(note->second);
        notes_.erase(note);  // a note that is referred to again is not repeated
      }
      return false;
    } else if (name == "txbxContent") {
      later_.push_back({node, at_.base, at_.note});
      return false;
    } else if (name == "AlternateContent") {
      return EnterAlternatives(node);
    } else if (name == "tr") {
      return BeginRow(node);
    } else if (name == "tc") {
      text_.BeginCell();
    } else if (name == "altChunk" || name == "subDoc") {
      ++foreign_;
      return false;
    } else if (name == "sdt") {
      // The table of contents that Word makes.
      const pugi::xml_node gallery = ChildOf(ChildOf(ChildOf(node, "sdtPr"), "docPartObj"), "docPartGallery");
      if (XmlAttribute(gallery, "val") == "Table of Contents") ++contents_depth_;
    } else if (IsPassedOver(name)) {
      return false;
    }
    return true;
  }

  static bool IsPassedOver(std::string_view name) {
    for (const std::string_view passed :
         {"pPr",          "rPr",      "tblPr",      "tblGrid",  "tblPrEx",  "trPr",        "tcPr",
          "sectPr",       "sdtPr",    "sdtEndPr",   "del",      "moveFrom", "instrText",   "delText",
          "delInstrText", "rt",       "softHyphen", "Fallback", "fldData",  "customXmlPr", "smartTagPr",
          "posOffset",    "pctWidth", "pctHeight",  "ctrlPr"}) {
      if (name == passed) return true;
    }
    return false;
  }

  // One of several ways to show the same: the newest that has text, else what is there for older programs.
  bool EnterAlternatives(pugi::xml_node node) {
    const auto boxes = [](pugi::xml_node choice) {
      std::vector<pugi::xml_node> found;
      for (pugi::xml_node at = choice.first_child(); at;) {
        if (LocalName(at) == "txbxContent") {
          found.push_back(at);
          at = NextOutside(at, choice);
        } else {
          at = at.first_child() ? at.first_child() : NextOutside(at, choice);
        }
      }
      return found;
    };
    for (const pugi::xml_node choice : node.children()) {
      if (LocalName(choice) != "Choice" && LocalName(choice) != "Fallback") continue;
      const auto found = boxes(choice);
      if (found.empty()) continue;
      for (const pugi::xml_node box : found) later_.push_back({box, at_.base, at_.note});
      return false;
    }
    // No box: the first choice may be plain content.
    return true;
  }

  void Leave(pugi::xml_node node) {
    if (node.type() != pugi::node_element) return;
    const std::string_view name = LocalName(node);
    if (name == "p") {
      EndParagraph(node);
    } else if (name == "t") {
      in_text_ = false;
    } else if (name == "tr") {
      text_.EndRow();
      WalkLater();
    } else if (name == "sdt") {
      const pugi::xml_node gallery = ChildOf(ChildOf(ChildOf(node, "sdtPr"), "docPartObj"), "docPartGallery");
      if (XmlAttribute(gallery, "val") == "Table of Contents") --contents_depth_;
    }
  }

  void BeginParagraph(pugi::xml_node node) {
    const pugi::xml_node properties = ChildOf(node, "pPr");
    style_id_ = XmlAttribute(ChildOf(properties, "pStyle"), "val");
    style_ = &styles_.Find(style_id_);
  }

  bool BeginRun(pugi::xml_node node) {
    const pugi::xml_node properties = ChildOf(node, "rPr");
    const DocxStyle& style = styles_.Find(XmlAttribute(ChildOf(properties, "rStyle"), "val"));
    const auto on = [&](std::string_view name, bool by_style) {
      const int own = DocxSwitch(properties, name);
      return own != 0 ? own > 0 : by_style;
    };
    const bool styled = !XmlAttribute(ChildOf(properties, "rStyle"), "val").empty();
    bold_ = on("b", (styled && style.bold) || (style_ != nullptr && style_->bold));
    if (on("vanish", (styled && style.hidden) || (style_ != nullptr && style_->hidden))) {
      // The marks of fields count, hidden or not.
      for (const pugi::xml_node child : node.children()) {
        if (LocalName(child) == "fldChar") Enter(child);
        if (LocalName(child) == "t" && child.first_child()) ++hidden_;
      }
      return false;
    }
    return true;
  }

  bool BeginRow(pugi::xml_node node) {
    const pugi::xml_node properties = ChildOf(node, "trPr");
    if (ChildOf(properties, "del")) return false;  // a deleted row
    size_t cells = 0;
    for (const pugi::xml_node child : node.children()) {
      cells += LocalName(child) == "tc" ? 1 : 0;
      cells += ChildOf(ChildOf(child, "sdtContent"), "tc") ? 1 : 0;
    }
    text_.BeginRow(cells);
    return true;
  }

  void EndParagraph(pugi::xml_node node) {
    in_text_ = false;
    const pugi::xml_node properties = ChildOf(node, "pPr");
    const pugi::xml_node mark = ChildOf(properties, "rPr");
    // The mark is gone: the next paragraph goes on here.
    if (ChildOf(mark, "del") || ChildOf(mark, "moveFrom")) return;
    if (at_.note) {
      text_.AppendOwn(" ", PlaceOf(node));  // paragraphs of one note are one block
      return;
    }
    const DocxStyle& style = styles_.Find(style_id_);
    ParagraphShape shape;
    shape.role = style.role;
    shape.level = style.level;
    if (const pugi::xml_node outline = ChildOf(properties, "outlineLvl")) {
      const std::string level = XmlAttribute(outline, "val");
      if (level.size() == 1 && level[0] >= '0' && level[0] < '9') {
        shape.level = level[0] - '0' + 1;
        if (shape.role == ParagraphRole::kBody) shape.role = ParagraphRole::kHeading;
      } else if (shape.role == ParagraphRole::kHeading) {
        shape.role = ParagraphRole::kBody;
      }
    }
    if (contents_depth_ > 0) shape.role = ParagraphRole::kLeftOut;
    if (shape.role == ParagraphRole::kLeftOut && !text_.empty()) ++contents_;
    if (!text_.empty() && shape.role != ParagraphRole::kLeftOut) TakeNumber(properties, style, &shape);
    text_.EndParagraph(shape, PlaceOf(node));
    if (!text_.in_row()) WalkLater();
  }

  // Word counts a paragraph without text as well, but shows nothing that could be cited; such lines are
  // nearly always left over, and Word itself does not number them in tables of contents.
  void TakeNumber(pugi::xml_node properties, const DocxStyle& style, ParagraphShape* shape) {
    std::string list = style.num_id;
    int level = style.num_level;
    if (const pugi::xml_node own = ChildOf(properties, "numPr")) {
      const std::string id = XmlAttribute(ChildOf(own, "numId"), "val");
      const std::string at = XmlAttribute(ChildOf(own, "ilvl"), "val");
      if (!id.empty()) list = id;
      if (!at.empty()) level = at.size() == 1 ? at[0] - '0' : 0;
      if (level < 0) level = 0;
    }
    if (list.empty() || list == "0") return;
    if (const std::string link = numbering_.StyleLinkOf(list); !link.empty()) {
      numbering_.Link(list, styles_.Find(link).num_id);
    }
    if (const int styled = numbering_.LevelOfStyle(list, style_id_);
        styled >= 0 && !ChildOf(properties, "numPr")) {
      level = styled;
    }
    const DocxNumbering::Number number = numbering_.Next(list, std::max(level, 0));
    if (!number.listed) return;
    shape->number = number.text;
    if (shape->role == ParagraphRole::kBody && number.bullet) {
      shape->role = ParagraphRole::kBullet;
      shape->level = std::max(level, 0);
    }
  }

  void EndNote() { text_.EndParagraph({ParagraphRole::kNote, 0, ""}, at_.base + OffsetOf(at_.top)); }

  DocumentBuilder builder_;
  OfficeText text_;
  DocxStyles styles_;
  DocxNumbering numbering_;
  Stretch body_, at_;
  std::map<std::string, Stretch> notes_;  // by kind and id, until they are referred to
  std::deque<Stretch> later_;
  bool walking_later_ = false;
  std::vector<Field> fields_;  // that are open
  std::string style_id_;       // of the paragraph
  const DocxStyle* style_ = nullptr;
  bool in_text_ = false, bold_ = false;
  int contents_depth_ = 0;
  size_t contents_ = 0, hidden_ = 0, foreign_ = 0;
};

// A part of the package as a tree; nothing when there is none.
Result<std::unique_ptr<XmlTree>> ReadRelated(OfficePackage* package, std::string_view main,
                                             std::string_view type) {
  const Result<std::string> name = package->Related(main, type);
  if (!name) return tl::unexpected(name.error());
  if (name->empty()) return std::unique_ptr<XmlTree>();
  return package->ReadXml(*name);
}

}  // namespace

int LooksLikeDocx(const Source& source) {
  return IsZipWith(source.bytes, "word/") && IsZipWith(source.bytes, "[Content_Types].xml") ? 9 : 0;
}

Result<Document> ReadDocx(const Source& source) {
  Result<OfficePackage> package = OfficePackage::Open(source);
  if (!package) return tl::unexpected(package.error());
  const Result<std::string> main = package->Related("", "officeDocument");
  if (!main) return tl::unexpected(main.error());
  if (main->empty()) {
    return tl::unexpected(
        package->archive().ErrorIn("_rels/.rels", ErrorCode::kInvalid,
                                   "expected a relationship to a main document that is in the archive"));
  }
  auto styles = ReadRelated(&*package, *main, "styles");
  if (!styles) return tl::unexpected(styles.error());
  auto numbering = ReadRelated(&*package, *main, "numbering");
  if (!numbering) return tl::unexpected(numbering.error());
  auto core = ReadRelated(&*package, "", "core-properties");
  if (!core) return tl::unexpected(core.error());

  std::vector<std::string> names = {*main}, kinds = {"document"};
  for (const std::string kind : {"footnotes", "endnotes"}) {
    Result<std::string> name = package->Related(*main, kind);
    if (!name) return tl::unexpected(name.error());
    if (name->empty()) continue;
    names.push_back(std::move(*name));
    kinds.push_back(kind);
  }
  const Result<SourceText> text = package->ReadParts(names);
  if (!text) return tl::unexpected(text.error());

  DocxReader reader(*text, *styles ? DocxStyles((*styles)->root()) : DocxStyles(),
                    *numbering ? DocxNumbering((*numbering)->root()) : DocxNumbering());
  std::vector<std::unique_ptr<XmlTree>> trees;
  for (size_t i = 0; i < names.size(); ++i) {
    Result<std::unique_ptr<XmlTree>> tree = XmlTree::Parse(text->Part(i));
    if (!tree) return tl::unexpected(tree.error());
    trees.push_back(std::move(*tree));
    const pugi::xml_node root = trees.back()->root();
    if (i == 0 && LocalName(root) != "document") {
      return tl::unexpected(
          text->ErrorAt(ErrorCode::kInvalid,
                        fmt::format("expected a root element 'document', found '{}'", LocalName(root)), 0));
    }
    reader.AddPart(kinds[i], text->parts()[i].start, root);
  }
  if (*core) TakeDublinCore((*core)->root(), &reader.metadata());
  return reader.Read();
}

}  // namespace concord
