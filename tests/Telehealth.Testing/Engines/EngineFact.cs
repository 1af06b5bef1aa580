using System.ComponentModel;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Telehealth.Testing.Engines;

/// <summary>
/// The database server the facts of a class need. On the derived class of a suite: its <see
/// cref="EngineFactAttribute"/>
/// facts are skipped, with the reason, where that server cannot be reached.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = true)]
public sealed class NeedsEngineAttribute(Engine engine) : Attribute
{
    /// <summary>The engine.</summary>
    public Engine Engine { get; } = engine;
}

/// <summary>A fact of a suite that is inherited per engine; see <see cref="NeedsEngineAttribute"/>.</summary>
/// <remarks>xunit 2 cannot skip at run time, so the discoverer sets the reason.</remarks>
[XunitTestCaseDiscoverer("Telehealth.Testing.Engines.EngineFactDiscoverer", "Telehealth.Testing")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineFactAttribute : FactAttribute;

/// <summary>A theory of a suite that is inherited per engine; see <see cref="NeedsEngineAttribute"/>.</summary>
[XunitTestCaseDiscoverer("Telehealth.Testing.Engines.EngineTheoryDiscoverer", "Telehealth.Testing")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineTheoryAttribute : TheoryAttribute;

/// <summary>Finds the facts and why one is skipped.</summary>
public sealed class EngineFactDiscoverer(IMessageSink sink) : FactDiscoverer(sink)
{
    /// <inheritdoc/>
    protected override IXunitTestCase CreateTestCase(
        ITestFrameworkDiscoveryOptions discoveryOptions,
        ITestMethod testMethod,
        IAttributeInfo factAttribute
    ) =>
        SkippedTestCase.ReasonFor(testMethod) is null
            ? base.CreateTestCase(discoveryOptions, testMethod, factAttribute)
            : new SkippedTestCase(
                DiagnosticMessageSink,
                discoveryOptions.MethodDisplayOrDefault(),
                discoveryOptions.MethodDisplayOptionsOrDefault(),
                testMethod
            );
}

/// <summary>Finds the theories; one that is skipped is one case, whatever its data.</summary>
public sealed class EngineTheoryDiscoverer(IMessageSink sink) : TheoryDiscoverer(sink)
{
    /// <inheritdoc/>
    public override IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions,
        ITestMethod testMethod,
        IAttributeInfo theoryAttribute
    ) =>
        SkippedTestCase.ReasonFor(testMethod) is null
            ? base.Discover(discoveryOptions, testMethod, theoryAttribute)
            :
            [
                new SkippedTestCase(
                    DiagnosticMessageSink,
                    discoveryOptions.MethodDisplayOrDefault(),
                    discoveryOptions.MethodDisplayOptionsOrDefault(),
                    testMethod
                ),
            ];
}

/// <summary>A test that does not run here, and why.</summary>
public sealed class SkippedTestCase : XunitTestCase
{
    /// <summary>For xunit's deserialiser.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Called by the deserializer; use the other constructor.")]
    public SkippedTestCase() { }

    /// <summary>A case of the method.</summary>
    public SkippedTestCase(
        IMessageSink sink,
        TestMethodDisplay display,
        TestMethodDisplayOptions displayOptions,
        ITestMethod testMethod
    )
        : base(sink, display, displayOptions, testMethod) { }

    /// <summary>Why the class's facts are skipped, or null when its engine can be reached.</summary>
    internal static string? ReasonFor(ITestMethod method)
    {
        var needs = method
            .TestClass.Class.GetCustomAttributes(typeof(NeedsEngineAttribute).AssemblyQualifiedName)
            .SingleOrDefault();
        return needs is null ? null : TestServers.Unreachable((Engine)needs.GetConstructorArguments().Single());
    }

    /// <inheritdoc/>
    protected override string GetSkipReason(IAttributeInfo factAttribute) =>
        ReasonFor(TestMethod) ?? base.GetSkipReason(factAttribute);
}
