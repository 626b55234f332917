#include "ingest/readers/office/office_package.h"

#include <fmt/format.h>

#include "base/text.h"
#include "base/unicode.h"

namespace concord {
namespace {

// "../media/a.xml" as seen from "word/document.xml": "media/a.xml".
std::string ResolveTarget(std::string_view from, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  std::vector<std::string_view> steps = Split(from, '/');
  steps.pop_back();
  for (const std::string_view step : Split(target, '/')) {
    if (step == "..") {
      if (!steps.empty()) steps.pop_back();
    } else if (step != "." && !step.empty()) {
      steps.push_back(step);
    }
  }
  return fmt::format("{}", fmt::join(steps, "/"));
}

std::string TextBelow(pugi::xml_node node) {
  std::string text;
  for (const pugi::xml_node child : node.children()) {
    DecodeXmlText(
        child.value(), [&text](std::string_view bytes) { text += bytes; },
        [&text](std::string_view, char32_t character) { AppendUtf8(character, &text); });
  }
  return CollapseSpace(text);
}

// What programs write where nobody wrote a title.
bool IsNoTitle(std::string_view title) {
  if (title.size() < 3) return true;
  for (const std::string_view start :
       {"Microsoft Word - ", "Untitled", "Document1", "PowerPoint Presentation"}) {
    if (StartsWithIgnoreCase(title, start)) return true;
  }
  return false;
}

}  // namespace

Result<OfficePackage> OfficePackage::Open(const Source& source) {
  Result<ZipArchive> archive = ZipArchive::Open(source);
  if (!archive) return tl::unexpected(archive.error());
  return OfficePackage(source, std::move(*archive));
}

Result<std::string> OfficePackage::ReadText(std::string_view name) {
  Result<std::string> bytes = archive_.Read(name);
  if (!bytes) return bytes;
  if (bytes->starts_with("\xEF\xBB\xBF")) bytes->erase(0, 3);
  if (bytes->find('\0') == std::string::npos && FindInvalidUtf8(*bytes) == std::string::npos) return bytes;
  Result<Decoded> decoded = DecodeText(*bytes, source_.path);
  if (!decoded) return tl::unexpected(archive_.ErrorIn(name, decoded.error().code, decoded.error().message));
  return std::move(decoded->text);
}

Result<std::unique_ptr<XmlTree>> OfficePackage::ReadXml(std::string_view name) {
  const Result<SourceText> text = ReadParts({std::string(name)});
  if (!text) return tl::unexpected(text.error());
  return XmlTree::Parse(text->Part(0));
}

Result<SourceText> OfficePackage::ReadParts(const std::vector<std::string>& names) {
  std::vector<SourcePart> parts;
  std::string all;
  for (const std::string& name : names) {
    Result<std::string> text = ReadText(name);
    if (!text) return tl::unexpected(text.error());
    parts.push_back({name, all.size(), text->size()});
    if (all.empty()) {
      all = std::move(*text);
    } else {
      all += *text;
    }
  }
  return SourceText::OfParts(source_, std::move(parts), std::move(all));
}

Result<std::vector<OfficePackage::Relationship>> OfficePackage::Relationships(std::string_view from) {
  std::vector<Relationship> relationships;
  const size_t slash = from.rfind('/') + 1;  // 0 when there is none
  const std::string name = fmt::format("{}_rels/{}.rels", from.substr(0, slash), from.substr(slash));
  if (!Has(name)) return relationships;
  const Result<std::unique_ptr<XmlTree>> tree = ReadXml(name);
  if (!tree) return tl::unexpected(tree.error());
  for (const pugi::xml_node node : (*tree)->root().children()) {
    if (LocalName(node) != "Relationship") continue;
    Relationship one;
    one.id = XmlAttribute(node, "Id");
    one.type = XmlAttribute(node, "Type");
    one.type.erase(0, one.type.rfind('/') + 1);  // transitional and strict differ before it
    one.external = XmlAttribute(node, "TargetMode") == "External";
    one.target = XmlAttribute(node, "Target");
    if (!one.external) one.target = ResolveTarget(from, one.target);
    relationships.push_back(std::move(one));
  }
  return relationships;
}

Result<std::string> OfficePackage::Related(std::string_view from, std::string_view type) {
  Result<std::vector<Relationship>> relationships = Relationships(from);
  if (!relationships) return tl::unexpected(relationships.error());
  for (Relationship& one : *relationships) {
    if (one.type == type && !one.external && Has(one.target)) return std::move(one.target);
  }
  return std::string();
}

void TakeDublinCore(pugi::xml_node root, Metadata* metadata) {
  const auto set = [](std::string* field, std::string value) {
    if (field->empty()) *field = std::move(value);
  };
  for (pugi::xml_node node = root.first_child(); node;
       node = node.first_child() ? node.first_child() : NextOutside(node, root)) {
    if (node.type() != pugi::node_element) continue;
    const std::string_view name = LocalName(node);
    const std::string_view prefix =
        std::string_view(node.name()).substr(0, std::string_view(node.name()).find(':'));
    if (prefix != "dc" && prefix != "dcterms" && prefix != "cp" && prefix != "meta") continue;
    std::string text = TextBelow(node);
    if (text.empty()) continue;
    if (name == "title") {
      if (!IsNoTitle(text)) set(&metadata->title, std::move(text));
    } else if (name == "language") {
      if (text.size() >= 2 && text.size() <= 12) set(&metadata->language, std::move(text));
    } else if (name == "description") {
      set(&metadata->abstract, std::move(text));
    } else if (name == "identifier") {
      metadata->identifiers.try_emplace("dc", std::move(text));
    } else if (name == "creator" || name == "initial-creator" || name == "subject" || name == "keywords" ||
               name == "keyword" || name == "modified" || name == "created" || name == "creation-date") {
      if (metadata->other.Find(name) == nullptr) metadata->other.Set(name, std::move(text));
    }
  }
}

}  // namespace concord
