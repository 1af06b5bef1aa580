using Telehealth.BuildingBlocks;

namespace Telehealth.Notifications.Domain;

/// <summary>By which ways a person wants to hear of a topic; without a row, by all of them.</summary>
internal sealed class Preference : AggregateRoot
{
    private Preference() { }

    public Preference(PersonId person) => PersonId = person;

    public PersonId PersonId { get; private set; }

    /// <summary>What is switched off, as <c>topic:way</c> joined by commas.</summary>
    public string SwitchedOff { get; private set; } = "";

    public bool Wants(Topic topic, string way) => !SwitchedOff.Split(',').Contains($"{topic}:{way}");

    public void Change(IEnumerable<(Topic Topic, string Way)> off) =>
        SwitchedOff = string.Join(',', off.Select(x => $"{x.Topic}:{x.Way}").Distinct().Order(StringComparer.Ordinal));
}

/// <summary>The ways of a preference.</summary>
internal static class Ways
{
    public const string Email = "email";
    public const string Sms = "sms";
    public const string InApp = "inApp";
}
