using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Telehealth.Host.OpenApi;

/// <summary>
/// The XML documentation of our types, read from the files beside the assemblies, so that a schema says what the code
/// says. The framework's generator does not read the parameters of positional records, which most of ours are.
/// </summary>
internal sealed partial class XmlDocs
{
    private readonly ConcurrentDictionary<string, Dictionary<string, XElement>> files = new();

    /// <summary>What a type is.</summary>
    public string? Of(Type type) =>
        Member(type, $"T:{NameOf(type)}")?.Element("summary") is { } summary ? Text(summary) : null;

    /// <summary>What a property holds: its own summary, or its parameter of the record.</summary>
    public string? Of(Type type, string property)
    {
        for (var owner = type; owner is not null && owner != typeof(object); owner = owner.BaseType)
        {
            if (Member(owner, $"P:{NameOf(owner)}.{property}")?.Element("summary") is { } summary)
            {
                return Text(summary);
            }

            var parameter = Member(owner, $"T:{NameOf(owner)}")
                ?.Elements("param")
                .FirstOrDefault(x => (string?)x.Attribute("name") == property);
            if (parameter is not null)
            {
                return Text(parameter);
            }
        }

        return null;
    }

    private XElement? Member(Type type, string name) =>
        files.GetOrAdd(type.Assembly.GetName().Name!, Read).GetValueOrDefault(name);

    private static Dictionary<string, XElement> Read(string assembly)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"{assembly}.xml");
        return !assembly.StartsWith("Telehealth.", StringComparison.Ordinal) || !File.Exists(path)
            ? []
            : XDocument
                .Load(path)
                .Descendants("member")
                .GroupBy(x => (string)x.Attribute("name")!)
                .ToDictionary(x => x.Key, x => x.First());
    }

    private static string NameOf(Type type)
    {
        var open = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return open.FullName!.Replace('+', '.');
    }

    private static string? Text(XElement element)
    {
        var words = string.Concat(element.Nodes().Select(Plain));
        var text = Spaces().Replace(words, " ").Trim();
        return text.Length == 0 ? null : text;
    }

    private static string Plain(XNode node) =>
        node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "c" or "code" } code => $"`{code.Value}`",
            XElement { IsEmpty: true } reference => Last(
                (string?)reference.Attribute("cref") ?? (string?)reference.Attribute("name") ?? ""
            ),
            XElement inner => string.Concat(inner.Nodes().Select(Plain)),
            _ => "",
        };

    private static string Last(string reference) => reference[(reference.LastIndexOf('.') + 1)..];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
