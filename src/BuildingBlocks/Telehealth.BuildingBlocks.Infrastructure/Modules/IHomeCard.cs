namespace Telehealth.BuildingBlocks.Infrastructure.Modules;

/// <summary>What a module has to say on a signed-in person's home: one figure at first glance, one way on.</summary>
public interface IHomeCard
{
    /// <summary>The card for this person, or null when the module has nothing to say.</summary>
    Task<HomeCard?> For(Actor actor, CancellationToken ct);
}

/// <summary>One card of the home.</summary>
/// <param name="Order">Lower stands first.</param>
/// <param name="Question">What it answers, such as "When is my next session?".</param>
/// <param name="Figure">The answer at first glance; words when there is nothing yet.</param>
/// <param name="Detail">What it means, or what to do next; null when the figure says it all.</param>
/// <param name="Path">Where to do it, or null.</param>
/// <param name="Action">The button's words, a verb; null without a path.</param>
public sealed record HomeCard(
    int Order,
    string Question,
    string Figure,
    string? Detail,
    string? Path = null,
    string? Action = null
);
