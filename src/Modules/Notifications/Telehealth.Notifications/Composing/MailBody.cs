using System.Globalization;
using System.Net;
using System.Text;

namespace Telehealth.Notifications.Composing;

/// <summary>Writes a mail's blocks as plain text and as HTML that mail programs show alike.</summary>
internal static class MailBody
{
    private const string Font = "font-family:Inter,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

    private const string ButtonStyle =
        "display:inline-block;background:#0f766e;color:#ffffff;text-decoration:none;font-weight:600;"
        + "padding:12px 22px;border-radius:8px";

    public static string Text(IReadOnlyList<FilledBlock> blocks, string footer)
    {
        var text = new StringBuilder();
        foreach (var block in blocks)
        {
            foreach (var row in block.Rows)
            {
                text.Append(
                    block.Kind switch
                    {
                        BlockKind.Facts => $"{row.Label}: {row.Text}\n",
                        BlockKind.Button => $"{row.Label}:\n{row.Text}\n",
                        _ => row.Text + "\n",
                    }
                );
            }

            text.Append('\n');
        }

        return text.Append("-- \n").Append(footer).Append('\n').ToString();
    }

    public static string Html(string language, string title, IReadOnlyList<FilledBlock> blocks, string footer)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"{language}\">\n<head>")
            .Append("<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">")
            .Append("<meta name=\"color-scheme\" content=\"light dark\">")
            .Append(CultureInfo.InvariantCulture, $"<title>{Encode(title)}</title></head>\n")
            .Append(
                CultureInfo.InvariantCulture,
                $"<body style=\"margin:0;padding:24px 12px;background:#f4f6f6;{Font}\">\n"
            )
            .Append("<div style=\"max-width:560px;margin:0 auto;background:#ffffff;color:#1f2937;border-radius:12px;")
            .Append("border:1px solid #e3e8e8;padding:28px 28px 12px;font-size:16px;line-height:1.55\">\n")
            .Append("<p style=\"margin:0 0 20px;color:#0f766e;font-weight:700\">Telehealth</p>\n")
            .Append(
                CultureInfo.InvariantCulture,
                $"<h1 style=\"margin:0 0 16px;font-size:22px\">{Encode(title)}</h1>\n"
            );
        foreach (var block in blocks)
        {
            Append(html, block);
        }

        return html.Append("</div>\n<p style=\"max-width:560px;margin:16px auto 0;padding:0 28px;")
            .Append(
                CultureInfo.InvariantCulture,
                $"color:#5b6770;font-size:13px;line-height:1.5\">{Encode(footer)}</p>\n"
            )
            .Append("</body>\n</html>\n")
            .ToString();
    }

    private static void Append(StringBuilder html, FilledBlock block)
    {
        switch (block.Kind)
        {
            case BlockKind.Facts:
                html.Append("<table role=\"presentation\" style=\"margin:0 0 18px;border-collapse:collapse\">\n");
                foreach (var row in block.Rows)
                {
                    html.Append("<tr><td style=\"padding:4px 18px 4px 0;color:#5b6770;vertical-align:top\">")
                        .Append(Encode(row.Label))
                        .Append("</td><td style=\"padding:4px 0;font-weight:600\">")
                        .Append(Encode(row.Text))
                        .Append("</td></tr>\n");
                }

                html.Append("</table>\n");
                break;
            case BlockKind.Button:
                var button = block.Rows[0];
                html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin:0 0 18px\"><a style=\"{ButtonStyle}\" ")
                    .Append(
                        CultureInfo.InvariantCulture,
                        $"href=\"{Encode(button.Text)}\">{Encode(button.Label)}</a></p>\n"
                    );
                break;
            default:
                html.Append(
                    CultureInfo.InvariantCulture,
                    $"<p style=\"margin:0 0 16px\">{Encode(block.Rows[0].Text)}</p>\n"
                );
                break;
        }
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
