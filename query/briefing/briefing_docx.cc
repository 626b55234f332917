#include "query/briefing/briefing_docx.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "query/briefing/briefing_page.h"
#include "query/output/xml_text.h"
#include "query/output/zip_file.h"

namespace concord {
namespace {

constexpr std::string_view kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kMain = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

constexpr std::string_view kContentTypes =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>)";
constexpr std::string_view kPackageRelations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>)";
constexpr std::string_view kDocumentRelations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>)";

// Between the margins, in twentieths of a point: A4 with margins of two centimetres.
constexpr size_t kMargin = 1134, kPage = 11906 - 2 * kMargin;

// Sizes are half points, distances twentieths of a point.
std::string Styles() {
  const auto style = [](std::string_view id, std::string_view name, std::string_view paragraph,
                        std::string_view run) {
    return fmt::format(
        R"(<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr>{}</w:pPr><w:rPr>{}</w:rPr></w:style>)",
        id, name, paragraph, run);
  };
  return fmt::format(
      R"({}<w:styles xmlns:w="{}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="20"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="80"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>{}{}{}{}<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/></w:tblBorders></w:tblPr></w:style></w:styles>)",
      kHead, kMain, style("Title", "Title", "<w:spacing w:after=\"240\"/>", "<w:b/><w:sz w:val=\"32\"/>"),
      style("Heading1", "heading 1", "<w:keepNext/><w:spacing w:before=\"160\"/><w:outlineLvl w:val=\"0\"/>",
            "<w:b/><w:sz w:val=\"24\"/>"),
      style("Quote", "Quote", "<w:keepNext/><w:ind w:left=\"284\" w:right=\"284\"/>", ""),
      style("ListBullet", "List Bullet",
            "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr><w:ind w:left=\"360\" "
            "w:hanging=\"360\"/>",
            ""));
}

std::string Numbering() {
  return fmt::format(
      R"({}<w:numbering xmlns:w="{}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>)",
      kHead, kMain);
}

std::string RunOf(std::string_view text, std::string_view properties = {}) {
  return fmt::format(R"(<w:r>{}<w:t xml:space="preserve">{}</w:t></w:r>)",
                     properties.empty() ? "" : fmt::format("<w:rPr>{}</w:rPr>", properties), XmlText(text));
}

std::string Paragraph(std::string_view style, std::string_view runs, std::string_view more = {}) {
  const std::string properties =
      style.empty() ? std::string(more) : fmt::format(R"(<w:pStyle w:val="{}"/>{})", style, more);
  return fmt::format("<w:p>{}{}</w:p>",
                     properties.empty() ? "" : fmt::format("<w:pPr>{}</w:pPr>", properties), runs);
}

std::string TableOf(const BriefingBlock& block) {
  std::string out =
      R"(<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>)";
  // Of the others each has room for a date.
  const size_t columns = block.right.size();
  const size_t first = columns > 8 ? kPage / (columns + 1) * 2 : kPage * 3 / 10;
  const auto width = [&](size_t c) {
    return c == 0 ? first : (kPage - first) / std::max<size_t>(1, columns - 1);
  };
  for (size_t c = 0; c < columns; ++c) out += fmt::format(R"(<w:gridCol w:w="{}"/>)", width(c));
  out += "</w:tblGrid>";
  for (size_t r = 0; r < block.rows.size(); ++r) {
    out += r == 0 ? "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
                  : "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
    for (size_t c = 0; c < block.rows[r].size(); ++c) {
      const bool right = c < block.right.size() && block.right[c];
      const std::string_view place =
          right ? R"(<w:spacing w:after="0"/><w:jc w:val="right"/>)" : R"(<w:spacing w:after="0"/>)";
      out += fmt::format(R"(<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/></w:tcPr>)", width(c)) +
             Paragraph("", RunOf(block.rows[r][c], r == 0 ? "<w:b/>" : ""), place) + "</w:tc>";
    }
    out += "</w:tr>";
  }
  return out + "</w:tbl>";
}

std::string DocumentOf(const Answer& answer) {
  using Kind = BriefingBlock::Kind;
  std::string body;
  for (const BriefingBlock& block : BriefingPage(answer)) {
    std::string runs;
    for (const BriefingRun& run : block.runs) runs += RunOf(run.text, run.bold ? "<w:b/>" : "");
    switch (block.kind) {
      case Kind::kTitle:
        body += Paragraph("Title", runs);
        break;
      case Kind::kHeading:
        body += Paragraph("Heading1", runs);
        break;
      case Kind::kText:
        body += Paragraph("", runs);
        break;
      case Kind::kBullet:
        body += Paragraph("ListBullet", runs);
        break;
      case Kind::kQuote:
        body += Paragraph("Quote", RunOf(fmt::format("{}. “", block.number)) + runs + RunOf("”"));
        body += Paragraph("", RunOf(block.source, "<w:i/><w:sz w:val=\"18\"/>"),
                          R"(<w:ind w:left="284" w:right="284"/>)");
        break;
      case Kind::kTable:
        body += TableOf(block) + Paragraph("", "");
        break;
    }
  }
  return fmt::format(
      R"({1}<w:document xmlns:w="{2}"><w:body>{3}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="{0}" w:right="{0}" w:bottom="{0}" w:left="{0}" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>)",
      kMargin, kHead, kMain, body);
}

}  // namespace

Result<std::string> BriefingToDocx(const Answer& answer) {
  ZipFile file;
  file.Add("[Content_Types].xml", std::string(kHead).append(kContentTypes));
  file.Add("_rels/.rels", std::string(kHead).append(kPackageRelations));
  file.Add("word/document.xml", DocumentOf(answer));
  file.Add("word/_rels/document.xml.rels", std::string(kHead).append(kDocumentRelations));
  file.Add("word/styles.xml", Styles());
  file.Add("word/numbering.xml", Numbering());
  return std::move(file).Finish();
}

}  // namespace concord
