// Office files of our own for tests: the parts that a test is about, with what else a file must have.
#ifndef CONCORD_TESTS_INGEST_OFFICE_FILES_H_
#define CONCORD_TESTS_INGEST_OFFICE_FILES_H_

#include <string>
#include <utility>
#include <vector>

#include "tests/ingest/zip_maker.h"

namespace concord::testing {

// `parts` by the type of their relationship: {"styles", "<w:styles ...>"}. `body` is what stands in w:body.
inline std::string MakeDocx(const std::string& body,
                            const std::vector<std::pair<std::string, std::string>>& parts = {}) {
  const std::string type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  const std::string space = " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
  std::string core, relations = "<Relationships>";
  std::vector<ZipEntry> entries = {{"[Content_Types].xml", "<Types/>"}};
  for (const auto& [kind, content] : parts) {
    if (kind == "core") {
      core = "<Relationship Id=\"c\" Type=\"" + type + "core-properties\" Target=\"docProps/core.xml\"/>";
      entries.push_back({"docProps/core.xml", "<cp:coreProperties>" + content + "</cp:coreProperties>"});
      continue;
    }
    relations +=
        "<Relationship Id=\"" + kind + "\" Type=\"" + type + kind + "\" Target=\"" + kind + ".xml\"/>";
    entries.push_back({"word/" + kind + ".xml", "<w:" + kind + space + ">" + content + "</w:" + kind + ">"});
  }
  entries.push_back({"_rels/.rels", "<Relationships><Relationship Id=\"m\" Type=\"" + type +
                                        "officeDocument\" Target=\"/word/document.xml\"/>" + core +
                                        "</Relationships>"});
  entries.push_back({"word/_rels/document.xml.rels", relations + "</Relationships>"});
  entries.push_back({"word/document.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:document" + space +
                                              "><w:body>" + body + "</w:body></w:document>"});
  return MakeZip(entries);
}

// A paragraph with a style, or with none; `inside` are its runs, or plain text.
inline std::string DocxParagraph(const std::string& inside, const std::string& style = "",
                                 const std::string& properties = "") {
  const std::string named = style.empty() ? "" : "<w:pStyle w:val=\"" + style + "\"/>";
  const std::string runs = inside.find('<') == std::string::npos
                               ? "<w:r><w:t xml:space=\"preserve\">" + inside + "</w:t></w:r>"
                               : inside;
  return "<w:p><w:pPr>" + named + properties + "</w:pPr>" + runs + "</w:p>";
}

// The properties that put a paragraph into a list.
inline std::string DocxList(int list, int level) {
  return "<w:numPr><w:ilvl w:val=\"" + std::to_string(level) + "\"/><w:numId w:val=\"" +
         std::to_string(list) + "\"/></w:numPr>";
}

// `body` is what stands in office:text; `automatic` and `common` are styles of content.xml and styles.xml.
inline std::string MakeOdt(const std::string& body, const std::string& automatic = "",
                           const std::string& common = "", const std::string& meta = "") {
  const std::string type = "application/vnd.oasis.opendocument.text";
  std::vector<ZipEntry> entries = {
      {"mimetype", type},
      {"META-INF/manifest.xml", "<manifest:manifest/>"},
      {"styles.xml",
       "<office:document-styles><office:styles>" + common + "</office:styles></office:document-styles>"},
      {"content.xml", "<office:document-content><office:automatic-styles>" + automatic +
                          "</office:automatic-styles><office:body><office:text>" + body +
                          "</office:text></office:body></office:document-content>"}};
  if (!meta.empty()) {
    entries.push_back(
        {"meta.xml", "<office:document-meta><office:meta>" + meta + "</office:meta></office:document-meta>"});
  }
  return MakeZip(entries);
}

}  // namespace concord::testing

#endif  // CONCORD_TESTS_INGEST_OFFICE_FILES_H_
