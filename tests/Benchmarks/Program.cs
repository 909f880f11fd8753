using BenchmarkDotNet.Running;
using Benchmarks;

// dotnet run --project tests/Benchmarks -c Release -- --filter '*'
// dotnet run --project tests/Benchmarks -c Release -- handler
// dotnet run --project tests/Benchmarks -c Release -- hostile [PART OF A NAME]
// dotnet run --project tests/Benchmarks -c Release -- sizes [FILE.mat]
// dotnet run --project tests/Benchmarks -c Release -- beats ../shared/data/reference/mitdb
// dotnet run --project tests/Benchmarks -c Release -- quality DIR
// dotnet run --project tests/Benchmarks -c Release -- lake
if (args is ["handler"])
{
    await HandlerMeasurements.RunAsync();
}
else if (args is ["hostile", .. var part])
{
    await HostileMeasurements.RunAsync(part.FirstOrDefault());
}
else if (args is ["lake"])
{
    await LakeMeasurements.RunAsync();
}
else if (args is ["beats", var folder])
{
    await BeatMeasurements.RunAsync(folder);
}
else if (args is ["quality", var graded])
{
    return await QualityMeasurements.RunAsync(graded);
}
else if (args is ["sizes", .. var file])
{
    await new RecordingBenchmarks().PrintSizesAsync(file.FirstOrDefault(), Console.Out);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(RecordingBenchmarks).Assembly).Run(args);
}

return 0;
