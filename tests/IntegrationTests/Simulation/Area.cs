using NodaTime;

namespace Telehealth.IntegrationTests.Simulation;

/// <summary>Something that may happen in the world.</summary>
/// <param name="Name">What the trace calls it.</param>
/// <param name="Weight">How often, against the others.</param>
/// <param name="Take">Does it to the product and to the model; answers what it did, or null when it is not possible
/// now.</param>
internal sealed record Step(string Name, int Weight, Func<Task<string?>> Take);

/// <summary>
/// A part of the product: its steps, a model of it out of plain dictionaries, and how the two are compared. A further
/// part is one more class like this and one more line in <see cref="World"/>.
/// </summary>
internal abstract class Area(World world)
{
    protected World World { get; } = world;

    protected Random Dice => World.Dice;

    protected Instant Now => World.App.Now;

    public abstract IEnumerable<Step> Steps { get; }

    /// <summary>When something happens by itself, or ceases to be possible: no step is taken so close to one that it
    /// could be on either side.</summary>
    public virtual IEnumerable<Instant> Edges => [];

    /// <summary>In the model, what happened by itself until now.</summary>
    public virtual void Pass(Instant now) { }

    /// <summary>Fails when product and model differ.</summary>
    public abstract Task Compare();

    /// <summary>What takes longer to look through, once at the end.</summary>
    public virtual Task Audit() => Task.CompletedTask;
}

/// <summary>Product and model do not agree.</summary>
internal sealed class DisagreementException(string message) : Exception(message);

/// <summary>What a host answered.</summary>
internal sealed record Reply(int Status, System.Text.Json.JsonElement Body)
{
    public bool Ok => Status is >= 200 and < 300;

    /// <summary>The code of the refusal, or null of a success.</summary>
    public string? Code =>
        Ok ? null
        : Body.TryGetProperty("code", out var code) ? code.GetString()
        : $"{Status}";

    public string Text(string name) => Body.GetProperty(name).GetString()!;

    /// <summary>What must be the same under the same key; every refusal has a trace id of its own.</summary>
    public string Said => Ok ? $"{Status} {Body}" : $"{Status} {Code}";

    public override string ToString() => $"{Status} {Body}";
}
