namespace Telehealth.Host.Cli.Story;

/// <summary>One business model, told in steps.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Steps">In their order; each leaves something for the next.</param>
internal sealed record DemoChapter(string Title, IReadOnlyList<DemoStep> Steps);

/// <summary>One thing that happens.</summary>
/// <param name="Name">In a reader's words.</param>
/// <param name="Play">Makes it happen and answers what a reader cares for; throws when it went wrong.</param>
internal sealed record DemoStep(string Name, Func<Task<string>> Play);
