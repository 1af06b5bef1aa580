using Xunit.Abstractions;
using Xunit.Sdk;

namespace Telehealth.Testing;

/// <summary>
/// The business rule a test proves (rules.md). A rule of several parts names the part; it is done when all its parts,
/// listed in RuleParts.txt, pass.
/// </summary>
[TraitDiscoverer("Telehealth.Testing.RuleDiscoverer", "Telehealth.Testing")]
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class RuleAttribute(string id) : Attribute, ITraitAttribute
{
    /// <summary>The rule, such as <c>MKT-07</c>.</summary>
    public string Id { get; } = id;

    /// <summary>The part of the rule, or null where RuleParts.txt has but one, the whole.</summary>
    public string? Part { get; set; }
}

/// <summary>Turns <see cref="RuleAttribute"/> into the traits <c>Rule</c> and <c>RulePart</c>.</summary>
public sealed class RuleDiscoverer : ITraitDiscoverer
{
    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute)
    {
        var id = (string)traitAttribute.GetConstructorArguments().Single();
        var part = traitAttribute.GetNamedArgument<string?>(nameof(RuleAttribute.Part));
        yield return new("Rule", id);
        if (part is not null)
        {
            yield return new("RulePart", $"{id}:{part}");
        }
    }
}
