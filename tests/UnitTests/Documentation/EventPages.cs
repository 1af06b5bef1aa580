using System.Reflection;
using System.Text.RegularExpressions;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Host;
using Telehealth.Host.OpenApi;
using Telehealth.UnitTests.Architecture;

namespace Telehealth.UnitTests.Documentation;

/// <summary>
/// Every integration event, from the catalogues the host itself runs on: one page a module, and the map of who
/// publishes and who reacts.
/// </summary>
internal static partial class EventPages
{
    private static readonly SubscriptionCatalog Subscriptions = SubscriptionCatalog.Of(ModuleCatalog.All);
    private static readonly XmlDocs Docs = new();
    private static readonly Lazy<List<(string Path, string Text)>> Sources = new(() =>
        [.. SourceTree.CSharp("src").Select(x => (SourceTree.Short(x), File.ReadAllText(x)))]
    );

    /// <summary>The pages by their file's name.</summary>
    public static IReadOnlyDictionary<string, string> Write()
    {
        var events = EventCatalog.Of(ModuleCatalog.All).Types.Select(x => new Event(x)).ToList();
        var pages = events.GroupBy(x => x.Module).ToDictionary(x => $"{x.Key}.md", x => Page(x.Key, x));
        pages["README.md"] = Map(events);
        return pages;
    }

    private static string Map(IReadOnlyList<Event> events)
    {
        var edges = events
            .SelectMany(x => x.Consumers.Select(y => (From: x.Module, To: y.Module.Name)))
            .GroupBy(x => x)
            .OrderBy(x => x.Key)
            .Select(x => $"    {x.Key.From} -->|{x.Count()}| {x.Key.To}\n");
        var rows = events.Select(x =>
            $"| [`{x.WireName}`]({x.Module}.md#{x.Anchor}) | {x.Module} | {string.Join(", ", x.ConsumerNames)} |\n"
        );
        return $"""
                # Events

                Generated from the code; do not edit. Rewrite it with `{GeneratedPagesTests.Command}`.

                An event commits with the state it tells of and reaches each consumer once, in order of its partition
                ([ADR 4](../adr/0004-outbox-inbox.md)). An arrow counts the subscriptions from module to module.

                ```mermaid
                flowchart LR
                {string.Concat(edges)}```

                | event | published by | consumers |
                |---|---|---|
                {string.Concat(rows)}
                """.TrimEnd() + "\n";
    }

    private static string Page(string module, IEnumerable<Event> events) =>
        $"# Events of {module}\n\nGenerated from the code; do not edit. "
        + $"Rewrite it with `{GeneratedPagesTests.Command}`.\n"
        + string.Concat(events.Select(Section));

    private static string Section(Event x)
    {
        var consumers = x.Consumers.Select(y =>
            $"- `{y.Consumer}`: {Link(y.Reaction)}, a dead letter {Words(y.Policy)}\n"
        );
        var members = x
            .Type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(y => y.GetMethod!.GetParameters().Length == 0)
            .Select(y => $"| `{Camel(y.Name)}` | {TypeOf(y)} | {Cell(Docs.Of(x.Type, y.Name))} |\n");
        return $"\n## {x.WireName}\n{Docs.Of(x.Type)}\n\n"
            + $"`{x.Type.Name}`, published by {Published(x.Type)}.\n\n"
            + $"| member | type | meaning |\n|---|---|---|\n{string.Concat(members)}\n"
            + (x.Consumers.Count == 0 ? "Nobody reacts yet.\n" : string.Concat(consumers));
    }

    private static string Published(Type type)
    {
        var made = new Regex($@"new {type.Name}\(|{type.Name} \w+\([^;]*\) =>\s+new\(");
        var files = Sources.Value.Where(x => made.IsMatch(x.Text)).Select(x => SourceLink(x.Path)).ToList();
        return files.Count == 0 ? "nobody yet" : string.Join(", ", files);
    }

    private static string Link(Type type)
    {
        var declared = new Regex($@"class {type.Name}\b");
        return Sources.Value.Where(x => declared.IsMatch(x.Text)).Select(x => SourceLink(x.Path)).First();
    }

    private static string SourceLink(string path) => $"[{Path.GetFileNameWithoutExtension(path)}](../../{path})";

    private static string Words(DeadLetterPolicy policy) =>
        policy == DeadLetterPolicy.Halt ? "halts its partition" : "is skipped";

    private static string TypeOf(PropertyInfo member)
    {
        var nullable = new NullabilityInfoContext().Create(member).ReadState == NullabilityState.Nullable;
        return Name(member.PropertyType) + (nullable ? " or null" : "");
    }

    private static string Name(Type type) =>
        Nullable.GetUnderlyingType(type) is { } inner ? Name(inner)
        : type == typeof(Instant) ? "instant"
        : type == typeof(int) || type == typeof(long) ? "integer"
        : type.IsAssignableTo(typeof(ITypedId)) ? $"UUID ({type.Name})"
        : type.IsEnum ? string.Join(" \\| ", Enum.GetNames(type).Select(Camel))
        : type.IsGenericType ? $"list of {Name(type.GetGenericArguments()[^1])}"
        : type.Namespace == "System" ? type.Name.ToLowerInvariant()
        : type.Name;

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static string Cell(string? text) => (text ?? "").Replace("|", "\\|").ReplaceLineEndings(" ");

    private sealed class Event(Type type)
    {
        public Type Type => type;

        public string WireName { get; } = type.GetCustomAttribute<WireNameAttribute>()!.Name;

        public string Module => WireName[..WireName.IndexOf('.')];

        public string Anchor => WireName.Replace(".", "");

        public IReadOnlyList<Subscription> Consumers =>
            [.. Subscriptions.To(WireName).OrderBy(x => x.Consumer, StringComparer.Ordinal)];

        public IEnumerable<string> ConsumerNames => Consumers.Select(x => $"`{x.Consumer}`");
    }
}
