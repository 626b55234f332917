// An SVG picture under construction: shapes and texts, from back to front.
#ifndef CONCORD_QUERY_OUTPUT_SVG_H_
#define CONCORD_QUERY_OUTPUT_SVG_H_

#include <string>
#include <string_view>

namespace concord {

// Colours that people with any of the common colour blindnesses can distinguish (Okabe & Ito 2008).
inline constexpr std::string_view kOkabeIto[] = {"#0072B2", "#E69F00", "#009E73", "#CC79A7",
                                                 "#56B4E9", "#D55E00", "#F0E442", "#000000"};

// A colour for a share from 0 to 1: dark blue to yellow, with evenly rising lightness, so that it can be read
// in grey and with any colour blindness (after cividis; Nuñez, Anderton & Renslow 2018).
std::string HeatColor(double share);
// White or near black, whichever is readable on HeatColor(share).
std::string_view InkOn(double share);

enum class Anchor : uint8_t { kStart, kMiddle, kEnd };

class Svg {
 public:
  // Size in pixels without scaling; the picture scales to any size.
  Svg(double width, double height, std::string_view title);

  void Box(double x, double y, double width, double height, std::string_view fill, std::string_view tip = {});
  void Line(double x1, double y1, double x2, double y2, std::string_view color, double width = 1);
  // From left to right, with horizontal ends; `opacity` 0 to 1.
  void Curve(double x1, double y1, double x2, double y2, std::string_view color, double width, double opacity,
             std::string_view tip = {});
  void Dot(double x, double y, double radius, std::string_view fill);
  // `turn` in degrees around its own point.
  void Text(double x, double y, std::string_view text, double size, Anchor anchor = Anchor::kStart,
            std::string_view fill = "#1a1a1a", double turn = 0, bool bold = false);

  // What is drawn between these two calls is a link to an address. Links do not nest.
  void OpenLink(std::string_view address, std::string_view label);
  void CloseLink();

  std::string Finish() &&;

  // The approximate width of a text in common sans-serif typefaces. The viewer's typeface is unknown.
  static double Width(std::string_view text, double size);
  // As much of a text as fits into `width`, with "…" where something was cut.
  static std::string Fit(std::string_view text, double size, double width);

 private:
  std::string out_;
};

}  // namespace concord

#endif  // CONCORD_QUERY_OUTPUT_SVG_H_
