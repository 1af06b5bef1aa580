using System.Reflection;
using System.Text.RegularExpressions;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.Host;
using Telehealth.UnitTests.Architecture;

namespace Telehealth.UnitTests.Documentation;

/// <summary>
/// Every refusal with its code: the errors that are fields, by reflection, as they are sent; those made on the spot,
/// from the source, with {what is filled in} in their message.
/// </summary>
internal static partial class ErrorsPage
{
    private const string Head = $"""
        # Errors

        Generated from the code; do not edit. Rewrite it with `{GeneratedPagesTests.Command}`.

        A refusal is a problem document (RFC 9457): `status`, a stable `code`, a `detail` for people, for bad input
        `errors` by field. What stands in braces is filled in.

        """;

    public static string Write()
    {
        var errors = new Dictionary<string, (int Status, string Message)>(StringComparer.Ordinal);
        foreach (var (code, status, message) in Fields().Concat(Made()).Concat(Statuses()))
        {
            errors.TryAdd(code, (status, message));
        }

        var groups = errors.OrderBy(x => x.Key, StringComparer.Ordinal).GroupBy(x => ModuleOf(x.Key));
        return Head
            + string.Concat(
                groups
                    .OrderBy(x => x.Key, StringComparer.Ordinal)
                    .Select(group =>
                        $"\n## {group.Key}\n| code | status | message |\n|---|---|---|\n"
                        + string.Concat(
                            group.Select(x => $"| `{x.Key}` | {x.Value.Status} | {Cell(x.Value.Message)} |\n")
                        )
                    )
            );
    }

    private static IEnumerable<(string Code, int Status, string Message)> Fields() =>
        ModuleCatalog
            .All.Select(x => x.GetType().Assembly)
            .Append(typeof(Answers).Assembly)
            .Append(typeof(ModuleCatalog).Assembly)
            .SelectMany(x => x.GetTypes())
            .Where(x => !x.ContainsGenericParameters)
            .SelectMany(x => x.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(x => x.IsInitOnly && x.FieldType == typeof(Error))
            .Select(x => (Error)x.GetValue(null)!)
            .Select(x => (x.Code, Answers.Status(x.Kind), x.Message));

    private static IEnumerable<(string Code, int Status, string Message)> Made() =>
        Sources()
            .SelectMany(x => MadeError().Matches(x))
            .Where(x => x.Groups["factory"].Success || x.Groups["kind"].Success)
            .Select(x => (x.Groups["code"].Value, Answers.Status(KindOf(x)), Literal(x.Groups["message"].Value)))
            // The same code says its own message elsewhere.
            .OrderBy(x => x.Item3.Length == 0);

    /// <summary>What the host and the framework around it refuse before a handler is reached.</summary>
    private static IEnumerable<(string Code, int Status, string Message)> Statuses()
    {
        foreach (var source in Sources())
        {
            var details = StatusDetail().Matches(source).ToLookup(x => x.Groups[1].Value, x => x.Groups[2].Value);
            foreach (Match x in StatusCode().Matches(source))
            {
                var message = details[x.Groups[1].Value].FirstOrDefault() ?? "";
                yield return (x.Groups[2].Value, int.Parse(x.Groups[1].Value), message);
            }

            foreach (Match x in Problem().Matches(source))
            {
                var title = Title().Match(x.Value).Groups[1].Value;
                yield return (x.Groups["code"].Value, int.Parse(x.Groups["status"].Value), title);
            }
        }
    }

    private static IEnumerable<string> Sources() => SourceTree.CSharp("src").Select(File.ReadAllText);

    private static ErrorKind KindOf(Match made) =>
        made.Groups["kind"].Value is { Length: > 0 } kind
            ? Enum.Parse<ErrorKind>(kind)
            : made.Groups["factory"].Value switch
            {
                "Invalid" => ErrorKind.Validation,
                "Refused" => ErrorKind.Unprocessable,
                { } name => Enum.Parse<ErrorKind>(name),
            };

    private static string Literal(string code) =>
        string.Concat(Text().Matches(code).Select(x => x.Groups["text"].Value));

    private static string ModuleOf(string code) => code.Contains('.') ? code[..code.IndexOf('.')] : "every module";

    private static string Cell(string text) => text.Replace("|", "\\|").ReplaceLineEndings(" ");

    [GeneratedRegex(
        """"(?:Error\s*\.(?<factory>Invalid|NotFound|Conflict|Refused|Forbidden|Unavailable)""""
            + """"|new(?: Error)?)\(\s*""""
            + """"["](?<code>[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*)",\s*""""
            + """"(?:(?<=Invalid\(\s*"[^"]+",\s*)[^,]+,\s*|ErrorKind\.(?<kind>\w+),\s*)?""""
            + """"(?<message>\w+\)|\$?"(?:[^"\\]|\\.)*"(?:\s*\+\s*\$?"(?:[^"\\]|\\.)*")*)""""
    )]
    private static partial Regex MadeError();

    [GeneratedRegex(""""\$?"(?<text>(?:[^"\\]|\\.)*)["]"""")]
    private static partial Regex Text();

    [GeneratedRegex(""""(\d{3}) => "(platform\.[a-z-]+)["]"""")]
    private static partial Regex StatusCode();

    [GeneratedRegex(""""(\d{3}) => "([A-Z][^"]+)["]"""")]
    private static partial Regex StatusDetail();

    [GeneratedRegex(
        """"Status(?<status>\d{3})\w+(?:(?!Status\d{3})[\s\S]){0,600}?"""" + """"\["code"\] = "(?<code>[a-z.-]+)["]""""
    )]
    private static partial Regex Problem();

    [GeneratedRegex(""""[Tt]itle(?::| =) "([^"]+)["]"""")]
    private static partial Regex Title();
}
