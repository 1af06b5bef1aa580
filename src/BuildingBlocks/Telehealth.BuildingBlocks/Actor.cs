namespace Telehealth.BuildingBlocks;

/// <summary>What kind of actor sends a command.</summary>
public enum ActorKind
{
    /// <summary>Nobody is signed in.</summary>
    Anonymous,

    /// <summary>A signed-in person.</summary>
    Person,

    /// <summary>A partner's system, by client credentials.</summary>
    Partner,

    /// <summary>A job or a reaction of the platform itself.</summary>
    System,
}

/// <summary>Who sends a command, and who initiated it.</summary>
/// <param name="Kind">The kind of actor.</param>
/// <param name="Id">The person's id, the partner client's id, or the job's name.</param>
/// <param name="Roles">Roles of <see cref="Roles"/> the actor holds.</param>
public sealed record Actor(ActorKind Kind, string Id, IReadOnlySet<string> Roles)
{
    private static readonly IReadOnlySet<string> NoRoles = new HashSet<string>();

    /// <summary>Nobody.</summary>
    public static readonly Actor Anonymous = new(ActorKind.Anonymous, "anonymous", NoRoles);

    /// <summary>
    /// Key of whoever caused this, when a job or another module acts in somebody's wake; for the audit.
    /// </summary>
    public string? InitiatedBy { get; init; }

    /// <summary>kind:id, as stored in audit rows and idempotency scopes.</summary>
    public string Key => $"{Kind.ToString().ToLowerInvariant()}:{Id}";

    /// <summary>The person, or null when the actor is none.</summary>
    public PersonId? Person => Kind == ActorKind.Person && Guid.TryParse(Id, out var id) ? new PersonId(id) : null;

    /// <summary>A job or a reaction.</summary>
    public static Actor System(string job) => new(ActorKind.System, job, NoRoles);

    /// <summary>A signed-in person.</summary>
    public static Actor OfPerson(PersonId id, params IEnumerable<string> roles) =>
        new(ActorKind.Person, id.Value.ToString(), new HashSet<string>(roles));

    /// <summary>A partner's system.</summary>
    public static Actor OfPartner(string clientId) => new(ActorKind.Partner, clientId, NoRoles);

    /// <summary>The person of a stored <see cref="Key"/>, or null when it is another kind of actor's.</summary>
    public static PersonId? PersonOf(string key) =>
        key.StartsWith("person:", StringComparison.Ordinal) && Guid.TryParse(key["person:".Length..], out var id)
            ? new PersonId(id)
            : null;

    /// <summary>True when the actor is this person.</summary>
    public bool Is(PersonId person) => Person == person;

    /// <summary>True when the actor holds the role.</summary>
    public bool Has(string role) => Roles.Contains(role);
}

/// <summary>The roles of ACC-02.</summary>
public static class Roles
{
    /// <summary>Books sessions.</summary>
    public const string Client = "client";

    /// <summary>Gives sessions.</summary>
    public const string Provider = "provider";

    /// <summary>Runs an employer's hubs.</summary>
    public const string HrAdmin = "hr-admin";

    /// <summary>Customer success: runs programmes.</summary>
    public const string ProgrammeManager = "programme-manager";

    /// <summary>Prepares payouts.</summary>
    public const string Finance = "finance";

    /// <summary>Approves payouts another person prepared.</summary>
    public const string PayoutApprover = "payout-approver";

    /// <summary>Clears providers.</summary>
    public const string ComplianceReviewer = "compliance-reviewer";

    /// <summary>Leads safeguarding cases.</summary>
    public const string SafeguardingLead = "safeguarding-lead";

    /// <summary>Books on behalf of members.</summary>
    public const string Concierge = "concierge";

    /// <summary>Helps people.</summary>
    public const string Support = "support";

    /// <summary>Watches the machinery: queues, dead letters, health.</summary>
    public const string Operations = "operations";

    /// <summary>Grants roles and configures the platform.</summary>
    public const string PlatformAdmin = "platform-admin";

    /// <summary>Every role.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        Client,
        Provider,
        HrAdmin,
        ProgrammeManager,
        Finance,
        PayoutApprover,
        ComplianceReviewer,
        SafeguardingLead,
        Concierge,
        Support,
        Operations,
        PlatformAdmin,
    ];

    /// <summary>The roles of people who work for the platform; they need a second factor (ACC-01).</summary>
    public static readonly IReadOnlyList<string> Staff =
    [
        ProgrammeManager,
        Finance,
        PayoutApprover,
        ComplianceReviewer,
        SafeguardingLead,
        Concierge,
        Support,
        Operations,
        PlatformAdmin,
    ];
}
