namespace Telehealth.BuildingBlocks.Infrastructure.Pipeline;

/// <summary>
/// Who sends what under which key: set by the sender in the command's scope before anything else is resolved.
/// </summary>
internal sealed class CommandContext
{
    public Actor Actor { get; set; } = Actor.Anonymous;

    public string? Key { get; set; }

    /// <summary>The command's own name; scopes keys and derived ids.</summary>
    public string Operation { get; set; } = "";

    /// <summary>True when another module's handler or a job sends: such callers may send internal requests.</summary>
    public bool FromInside { get; set; }

    /// <summary>True while the command has a transaction open: the sender throws.</summary>
    public bool InTransaction { get; set; }

    public IdempotencyScope? Idempotency { get; set; }
}
