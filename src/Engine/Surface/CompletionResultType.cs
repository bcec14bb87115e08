namespace System.Management.Automation;

public enum CompletionResultType
{
    Text, History, Command, ProviderItem, ProviderContainer, Property, Method, ParameterName, ParameterValue,
    Variable, Namespace, Type, Keyword, DynamicKeyword,
}
